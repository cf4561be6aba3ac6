import { expect, test } from "vitest";
import { play, RULES } from "@tests/backend";
import { bandShares, longest, prizeSeries, runsOf, spansOf } from "./series";

test("prizes are summed from the oldest play, without floating-point errors", () => {
  expect(prizeSeries([play(3, 2, 0.2), play(2, 3, null), play(1, 1, 0.1)])).toEqual([
    { play: 1, prize: 0.1, total: 0.1 },
    { play: 2, prize: 0, total: 0.1 },
    { play: 3, prize: 0.2, total: 0.3 },
  ]);
});

test("no plays result in an empty series", () => {
  expect(prizeSeries([])).toEqual([]);
  expect(runsOf([])).toEqual([]);
  expect(longest([], "win")).toBe(0);
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
    { name: "Above 900 (70%)", plays: 1, result: "win" },
    { name: "Above 0 (10%)", plays: 2, result: "win" },
    { name: "Lost", plays: 1, result: "lose" },
  ]);
});

test("plays in a row with the same result are one run", () => {
  const runs = runsOf([play(9, 2), play(8, 1, null), play(7, 1, null), play(6, 2)]);
  expect(runs).toEqual([
    { result: "win", length: 1, first: 6, last: 6 },
    { result: "lose", length: 2, first: 7, last: 8 },
    { result: "win", length: 1, first: 9, last: 9 },
  ]);
  expect([longest(runs, "win"), longest(runs, "lose")]).toEqual([1, 2]);
});

test("numbers are counted by parts of the whole range, including its ends", () => {
  const rules = { ...RULES, range: { min: 1, max: 9999 } };
  const spans = spansOf([play(1, 1), play(2, 100), play(3, 101), play(4, 9999)], rules);
  expect(spans).toHaveLength(100);
  expect(spans.filter(({ plays }) => plays > 0)).toEqual([
    { from: 1, to: 100, plays: 2 },
    { from: 101, to: 200, plays: 1 },
    { from: 9901, to: 9999, plays: 1 },
  ]);
});

test("a narrow range has one part for each number", () => {
  const spans = spansOf([play(1, 77)], RULES);
  expect(spans).toHaveLength(73);
  expect(spans.at(-1)).toEqual({ from: 77, to: 77, plays: 1 });
});
