import { Text } from "@mantine/core";
import type { PlayResult } from "@/shared/api/types";
import classes from "./latest-result.module.css";
import { Outcome } from "./outcome";
import { points } from "@/shared/live/words";

/** The newest result of this visit, large. The live region speaks it; this is for the eyes. */
export function LatestResult({ result }: { result: PlayResult | undefined }) {
  if (result === undefined) {
    return (
      <div className={classes["card"]}>
        <Text c="dimmed">Your result appears here.</Text>
      </div>
    );
  }
  return (
    <div className={classes["card"]} data-result={result.result} data-testid="latest-result">
      <span className={classes["number"]}>{result.number}</span>
      <Outcome result={result.result} />
      <span className={classes["prize"]}>
        {result.prize === null ? "No prize" : `+${points(result.prize)} points`}
      </span>
    </div>
  );
}
