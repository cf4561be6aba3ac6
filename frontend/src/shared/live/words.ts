/** Results in words and figures. */
import type { PlayResult } from "@/shared/api/types";

const figures = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

export function points(amount: number): string {
  return figures.format(amount);
}

export function spokenResult({ number, prize }: PlayResult): string {
  return prize === null
    ? `${String(number)} loses.`
    : `${String(number)} wins ${points(prize)} points.`;
}
