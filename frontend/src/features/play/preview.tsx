import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "@/entities/results/outcome-preview";
import { previewText } from "@/entities/results/format";
import { ChangingText } from "@/shared/ui/display/changing-text";
import classes from "./play-form.module.css";

interface PreviewProps {
  number: number | null;
  rules: Rules;
}

/** Shows the outcome of the number during entry. The line always exists, so that the layout doesn't shift. */
export function Preview({ number, rules }: PreviewProps) {
  if (number === null) return <p className={classes["preview"]} />;
  return (
    <p
      className={classes["preview"]}
      data-result={previewOutcome(number, rules).result}
      data-testid="preview"
    >
      <ChangingText>{previewText(number, rules)}</ChangingText>
    </p>
  );
}
