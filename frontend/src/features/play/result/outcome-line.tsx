import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "@/entities/results/rules/outcome-preview";
import { previewText } from "@/entities/results/rules/preview-text";
import { ChangingText } from "@/shared/ui/display/changing-text";
import type { NumberEntry } from "../entry/use-number-entry";
import classes from "./outcome-line.module.css";
import { ResultText } from "./result-text";

interface OutcomeLineProps {
  /** The ID of the element that describes the field while its input is invalid. */
  errorId: string;
  entry: NumberEntry;
  rules: Rules;
}

/**
 * The line under the number: what it would win, then what it has won. The height is the same in every state, so that
 * nothing shifts.
 */
export function OutcomeLine({ errorId, entry, rules }: OutcomeLineProps) {
  const { error, shownResult, number, example } = entry;
  const shown = number ?? example;
  if (error !== null) {
    return (
      <p id={errorId} className={classes["line"]} data-result="lose">
        <ChangingText>{error}</ChangingText>
      </p>
    );
  }
  if (shownResult !== undefined) {
    // A new element for each result, so that its prize is counted up.
    const { result } = shownResult;
    return (
      <p className={classes["line"]} data-result={result.result} data-testid="latest-result">
        <ResultText key={result.seq} result={result} rules={rules} field={number} />
      </p>
    );
  }
  if (shown === null) return <p className={classes["line"]} />;
  return (
    <p
      className={classes["line"]}
      data-result={previewOutcome(shown, rules).result}
      data-testid="preview"
    >
      <ChangingText>{previewText(shown, rules)}</ChangingText>
    </p>
  );
}
