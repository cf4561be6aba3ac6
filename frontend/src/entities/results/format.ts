/** Formats results. */
import type { PlayResult, Rules } from "@numberplay/client/api/types";
import * as text from "@/messages/results";
import { previewOutcome } from "./outcome-preview";

/** Formats like `Intl`, whose first use takes as long as all other JavaScript of a page. */
export function points(amount: number): string {
  const [whole = "", part] = String(hundredths(amount)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}

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
  return text.wouldWin({ number, parity, points: points(prize), percent: points(percent) });
}
