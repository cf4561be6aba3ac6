"use client";

import type { PlayResult, Rules } from "@numberplay/client/api/types";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { Sentence } from "@/shared/ui/display/sentence";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import * as text from "@/messages/play";
import { lossText } from "./loss-text";
import { PrizeCount } from "./prize-count";
import { useResultSound } from "./use-result-sound";

interface ResultTextProps {
  result: PlayResult;
  rules: Rules;
  /** The number in the field, which may have changed since the play. */
  field: number | null;
}

/** The result in words. It includes the number unless the field shows it. */
export function ResultText({ result, rules, field }: ResultTextProps) {
  useResultSound(result.result);
  const { number, prize } = result;
  const isNamed = number !== field;
  return (
    <span key={String(isNamed)}>
      {!isNamed && <HiddenNumber number={number} />}
      {prize === null ? (
        <ChangingText>{lossText(number, rules, isNamed)}</ChangingText>
      ) : (
        <Sentence
          of={(gap) =>
            isNamed ? text.numberWon({ number, prize: gap }) : text.won({ prize: gap })
          }
        >
          <PrizeCount prize={prize} />
        </Sentence>
      )}
    </span>
  );
}

/** The number for screen readers, which may read the line without the field. */
function HiddenNumber({ number }: { number: number }) {
  return <VisuallyHidden translate="no">{number}</VisuallyHidden>;
}
