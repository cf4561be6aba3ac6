/** Formats results. */
import type { PlayResult } from "@numberplay/client/api/types";
import { numberText } from "@/shared/lib/numbers";
import * as text from "@/messages/results";

export const points = numberText;

/** Formats points with their unit. */
export function pointsText(amount: number): string {
  return text.points({ count: hundredths(amount), points: points(amount) });
}

const hundredths = (amount: number) => Math.round(amount * 100) / 100;

/** Formats a prize with a plus sign for a win, or as 0 for a loss. */
export function prizeText(prize: number | null): string {
  return prize === null ? points(0) : text.prize({ points: points(prize) });
}

export function resultText({ number, prize }: PlayResult): string {
  return prize === null ? text.loses({ number }) : text.wins({ number, points: pointsText(prize) });
}
