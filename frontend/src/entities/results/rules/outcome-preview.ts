/** Predicts the outcome of a number from the rules, whose table comes from the backend. */
import type { PlayResult, Rules } from "@numberplay/client/api/types";

interface OutcomePreview {
  parity: "even" | "odd";
  result: PlayResult["result"];
  /** The share of the number that a win pays. */
  percent: number;
  prize: number;
}

export function previewOutcome(number: number, rules: Rules): OutcomePreview {
  const parity = number % 2 === 0 ? "even" : "odd";
  const result = rules.parity[parity];
  const percent = result === "win" ? (bandOf(number, rules)?.percent ?? 0) : 0;
  return { parity, result, percent, prize: (number * percent) / 100 };
}

export function bandOf(number: number, { prize_bands }: Rules) {
  return prize_bands.find(({ above }) => number > above);
}

/** Returns the neighboring number that would have won, or null. */
export function winningNeighbor(number: number, rules: Rules): number | null {
  const { min, max } = rules.range;
  const neighbors = [number - 1, number + 1].filter((near) => near >= min && near <= max);
  return neighbors.find((near) => previewOutcome(near, rules).result === "win") ?? null;
}
