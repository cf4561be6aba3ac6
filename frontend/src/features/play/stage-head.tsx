"use client";

import type { Rules } from "@numberplay/client/api/types";
import { ElsewhereMark } from "@/entities/results/elsewhere-mark";
import { points } from "@/entities/results/format";
import { useStatistics } from "@/entities/results/player-queries";
import type { IncomingResult } from "@/entities/results/result-store";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { Sentence } from "@/shared/ui/display/sentence";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import * as text from "@/messages/play";
import * as totalsText from "@/messages/totals";
import classes from "./stage.module.css";

interface StageHeadProps {
  /** The ID of the element that describes the field. */
  rangeId: string;
  range: Rules["range"];
  shown: IncomingResult | undefined;
  /** The number of presses that haven't been answered yet. */
  waiting: number;
}

/** The line above the number: an instruction, or the number of the result. */
export function StageHead({ rangeId, range, shown, waiting }: StageHeadProps) {
  const words = text.range(range);
  return (
    <div className={classes["head"]}>
      {shown === undefined ? (
        <span id={rangeId}>{words}</span>
      ) : (
        <>
          <VisuallyHidden id={rangeId}>{words}</VisuallyHidden>
          <strong data-result={shown.result.result}>
            <ChangingText>{text.resultNumber({ seq: points(shown.result.seq) })}</ChangingText>
          </strong>
        </>
      )}
      <Aside shown={shown} waiting={waiting} />
    </div>
  );
}

function Aside({ shown, waiting }: Pick<StageHeadProps, "shown" | "waiting">) {
  const streak = useStatistics().data?.current_streak ?? 0;
  if (waiting > 0) {
    return (
      <span className={classes["waiting"]}>
        <ChangingText>{text.waiting({ count: waiting })}</ChangingText>
      </span>
    );
  }
  if (shown?.from === "elsewhere") return <ElsewhereMark from={shown.from} />;
  if (streak >= 2) {
    return (
      <span data-testid="streak">
        <ChangingText>{totalsText.winsInARow({ count: streak })}</ChangingText>
      </span>
    );
  }
  return <RandomHint />;
}

function RandomHint() {
  return (
    <span className="needs-keyboard">
      <Sentence of={(key) => text.pressForRandom({ key })}>
        <kbd translate="no">R</kbd>
      </Sentence>
    </span>
  );
}
