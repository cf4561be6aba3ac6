/** Results in words and figures. */
import type { PlayResult, Rules } from "@/shared/api/types";
import { outlookOf } from "./outlook";

const figures = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

export function points(amount: number): string {
  return figures.format(amount);
}

export function spokenResult({ number, prize }: PlayResult): string {
  return prize === null
    ? `${String(number)} loses.`
    : `${String(number)} wins ${points(prize)} points.`;
}

export function spokenOutlook(number: number, rules: Rules): string {
  const { parity, result, prize, percent } = outlookOf(number, rules);
  if (result === "lose") return `${String(number)} · ${parity} · loses`;
  return `${String(number)} · ${parity} · wins ${points(prize)} · ${points(percent)} %`;
}
