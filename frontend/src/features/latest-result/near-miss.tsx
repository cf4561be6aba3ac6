import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome, winningNeighbor } from "@/entities/results/outcome-preview";
import { points } from "@/entities/results/format";
import * as text from "@/messages/latest-result";
import classes from "./latest-result.module.css";

/** Shown after a loss: how close a win was. */
export function NearMiss({ number, rules }: { number: number; rules: Rules }) {
  const neighbor = winningNeighbor(number, rules);
  if (neighbor === null) return null;
  const { prize } = previewOutcome(neighbor, rules);
  return (
    <span className={classes["aside"]} data-testid="nudge">
      {text.nearMiss({ number, neighbor, points: points(prize) })}
    </span>
  );
}
