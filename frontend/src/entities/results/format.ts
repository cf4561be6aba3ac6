/** Formats results. */
import type { PlayResult, Rules } from "@numberplay/client/api/types";
import { numberText, percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/results";
import { previewOutcome } from "./outcome-preview";

export const points = numberText;

/** With the unit. */
export function pointsText(amount: number): string {
  return text.points({ count: hundredths(amount), points: points(amount) });
}

const hundredths = (amount: number) => Math.round(amount * 100) / 100;

/** With the sign of a win; 0 for a loss. */
export function prizeText(prize: number | null): string {
  return prize === null ? points(0) : text.prize({ points: points(prize) });
}

export function resultText({ number, prize }: PlayResult): string {
  return prize === null ? text.loses({ number }) : text.wins({ number, points: pointsText(prize) });
}

export function previewText(number: number, rules: Rules): string {
  const { parity, result, prize, percent } = previewOutcome(number, rules);
  if (result === "lose") return text.wouldLose({ number, parity });
  return text.wouldWin({ number, parity, points: points(prize), percent: percentText(percent) });
}
