import type { Rules } from "@numberplay/client/api/types";
import { outlookOf } from "@/entities/results/outlook";
import { spokenOutlook } from "@/entities/results/words";
import { ChangingText } from "@/shared/ui/display/changing-text";
import classes from "./play-form.module.css";

interface PreviewProps {
  number: number | null;
  rules: Rules;
}

/** What the number would do, while it is being entered. Its line is always there, so that nothing moves. */
export function Preview({ number, rules }: PreviewProps) {
  if (number === null) return <p className={classes["preview"]} />;
  return (
    <p
      className={classes["preview"]}
      data-result={outlookOf(number, rules).result}
      data-testid="preview"
    >
      <ChangingText>{spokenOutlook(number, rules)}</ChangingText>
    </p>
  );
}
