import { expect, test } from "vitest";
import { play, RULES } from "@tests/backend";
import { bandShares, prizeSeries } from "./series";

test("prizes are summed from the oldest play, without floating-point errors", () => {
  expect(prizeSeries([play(3, 2, 0.2), play(2, 3, null), play(1, 1, 0.1)])).toEqual([
    { play: 1, prize: 0.1, total: 0.1 },
    { play: 2, prize: 0, total: 0.1 },
    { play: 3, prize: 0.2, total: 0.3 },
  ]);
});

test("no plays result in an empty series", () => {
  expect(prizeSeries([])).toEqual([]);
});

test("wins are counted by the band that paid them, and losses separately", () => {
  const rules = {
    ...RULES,
    prize_bands: [
      { above: 900, percent: 70 },
      { above: 0, percent: 10 },
    ],
  };
  const results = [play(1, 902, 1), play(2, 900, 1), play(3, 2, 1), play(4, 903, null)];
  expect(bandShares(results, rules)).toEqual([
    { name: "Above 900 (70%)", plays: 1 },
    { name: "Above 0 (10%)", plays: 2 },
    { name: "Lost", plays: 1 },
  ]);
});
