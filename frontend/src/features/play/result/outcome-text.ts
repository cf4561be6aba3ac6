/** The line under the number, in words. */
import type { Rules } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { previewOutcome, winningNeighbor } from "@/entities/results/outcome-preview";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/play";

/** What happens if the number is played. */
export function previewLine(number: number, rules: Rules): string {
  const { parity, result, prize, percent } = previewOutcome(number, rules);
  if (result === "win")
    return text.wouldPay({
      parity,
      points: points(prize),
      share: percentText(percent),
      isHalf: String(percent === 50),
    });
  const near = neighborOf(number, rules);
  return near === null ? text.loses({ parity }) : text.wouldLose({ parity, ...near });
}

/** What would have paid. */
export function lossLine(number: number, rules: Rules, isNamed: boolean): string {
  const { parity } = previewOutcome(number, rules);
  const near = neighborOf(number, rules);
  if (near === null) return text.loses({ parity });
  return isNamed ? text.numberLost({ number, ...near }) : text.lost({ parity, ...near });
}

function neighborOf(number: number, rules: Rules) {
  const neighbor = winningNeighbor(number, rules);
  return neighbor === null
    ? null
    : { neighbor, points: points(previewOutcome(neighbor, rules).prize) };
}
