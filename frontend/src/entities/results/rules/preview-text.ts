/** Describes the outcome of a number before it is played. */
import type { Rules } from "@numberplay/client/api/types";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/preview";
import { points } from "@/entities/results/format";
import { previewOutcome, winningNeighbor } from "./outcome-preview";

export function previewText(number: number, rules: Rules): string {
  const { parity, result, prize, percent } = previewOutcome(number, rules);
  if (result === "win")
    return text.wouldPay({
      parity,
      points: points(prize),
      share: percentText(percent),
      isHalf: String(percent === 50),
    });
  const near = payingNeighbor(number, rules);
  return near === null ? text.loses({ parity }) : text.wouldLose({ parity, ...near });
}

/** Describes the neighboring number that would have won, and its prize. */
export function payingNeighbor(number: number, rules: Rules) {
  const neighbor = winningNeighbor(number, rules);
  return neighbor === null
    ? null
    : { neighbor, points: points(previewOutcome(neighbor, rules).prize) };
}
