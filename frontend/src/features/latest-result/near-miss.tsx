import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome, winningNeighbour } from "@/entities/results/outcome-preview";
import { points } from "@/entities/results/format";
import * as text from "@/messages/latest-result";
import classes from "./latest-result.module.css";

/** Shown after a loss: how close a win was. */
export function NearMiss({ number, rules }: { number: number; rules: Rules }) {
  const neighbour = winningNeighbour(number, rules);
  if (neighbour === null) return null;
  const { prize } = previewOutcome(neighbour, rules);
  return (
    <span className={classes["aside"]} data-testid="nudge">
      {text.nearMiss({ number, neighbour, points: points(prize) })}
    </span>
  );
}
