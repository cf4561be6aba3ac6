import { expect, test } from "vitest";
import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome, winningNeighbor } from "./outcome-preview";

const RULES: Rules = {
  version: 1,
  range: { min: 1, max: 100 },
  parity: { even: "win", odd: "lose" },
  prize_bands: [
    { above: 50, percent: 70 },
    { above: 0, percent: 10 },
  ],
};
const TURNED: Rules = { ...RULES, parity: { even: "lose", odd: "win" } };

test.each([
  [52, RULES, { parity: "even", result: "win", percent: 70, prize: 36.4 }],
  [50, RULES, { parity: "even", result: "win", percent: 10, prize: 5 }],
  [2, RULES, { parity: "even", result: "win", percent: 10, prize: 0.2 }],
  [51, RULES, { parity: "odd", result: "lose", percent: 0, prize: 0 }],
  [51, TURNED, { parity: "odd", result: "win", percent: 70, prize: 35.7 }],
])("the outcome of %i is previewed", (number, rules, preview) => {
  expect(previewOutcome(number, rules)).toEqual(preview);
});

test.each([
  [51, RULES, 50],
  [1, RULES, 2],
  [2, TURNED, 1],
  [1, { ...RULES, range: { min: 1, max: 1 } }, null],
])("the winning neighbor of %i is found under %s", (number, rules, neighbor) => {
  expect(winningNeighbor(number, rules)).toBe(neighbor);
});
