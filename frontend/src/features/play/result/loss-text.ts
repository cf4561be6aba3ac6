import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "@/entities/results/rules/outcome-preview";
import { payingNeighbor } from "@/entities/results/rules/preview-text";
import * as previewText from "@/messages/preview";
import * as text from "@/messages/play";

/** Describes the neighboring number that would have won. */
export function lossText(number: number, rules: Rules, isNamed: boolean): string {
  const { parity } = previewOutcome(number, rules);
  const near = payingNeighbor(number, rules);
  if (near === null) return previewText.loses({ parity });
  return isNamed ? text.numberLost({ number, ...near }) : text.lost({ parity, ...near });
}
