import type { Rules } from "@numberplay/client/api/types";
import { outlookOf, winningNeighbour } from "@/entities/results/outlook";
import { points } from "@/entities/results/words";
import classes from "./latest-result.module.css";

/** A kind word after a loss: how near a win was. */
export function Nudge({ number, rules }: { number: number; rules: Rules }) {
  const neighbour = winningNeighbour(number, rules);
  if (neighbour === null) return null;
  const { prize } = outlookOf(neighbour, rules);
  return (
    <span className={classes["aside"]} data-testid="nudge">
      {`${String(number)} → ${String(neighbour)} wins ${points(prize)}`}
    </span>
  );
}
