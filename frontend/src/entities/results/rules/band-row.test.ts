import { expect, test } from "vitest";
import type { Rules } from "@numberplay/client/api/types";
import { bandRow } from "./band-row";

const RULES: Rules = {
  version: 1,
  range: { min: 1, max: 101 },
  parity: { even: "win", odd: "lose" },
  prize_bands: [
    { above: 50, percent: 70 },
    { above: 0, percent: 10 },
  ],
};
const TURNED: Rules = { ...RULES, parity: { even: "lose", odd: "win" } };

test("the bands are ordered from lowest to highest, with the numbers that win in them", () => {
  expect(bandRow(52, RULES).bands).toEqual([
    { percent: 10, from: 2, to: 50, isCurrent: false },
    { percent: 70, from: 52, to: 100, isCurrent: true },
  ]);
  expect(bandRow(null, TURNED).bands).toEqual([
    { percent: 10, from: 1, to: 49, isCurrent: false },
    { percent: 70, from: 51, to: 101, isCurrent: false },
  ]);
});

test.each([
  [null, null],
  [5, 0.05],
  [50, 0.5],
  [51, 0.5 + 1 / 102],
  [101, 1],
])("the position of %s in the row is %s", (number, place) => {
  expect(bandRow(number, RULES).place).toBe(place);
});
