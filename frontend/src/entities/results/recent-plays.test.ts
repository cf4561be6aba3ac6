import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { mergeRecent, newestSeq } from "./recent-plays";

test.each([
  { name: "the first play", known: [], arrived: [1], seen: [1] },
  { name: "a new play", known: [3, 2, 1], arrived: [4], seen: [4, 3, 2] },
  { name: "a known play", known: [3, 2, 1], arrived: [3], seen: [3, 2, 1] },
  { name: "a late play", known: [4, 2, 1], arrived: [3], seen: [4, 3, 2] },
  { name: "a stale response", known: [5, 4, 3], arrived: [3, 2, 1], seen: [5, 4, 3] },
  { name: "a play too old to show", known: [9, 8, 7], arrived: [2], seen: [9, 8, 7] },
])("merging $name", ({ known, arrived, seen }) => {
  const merged = mergeRecent(
    known.map((seq) => play(seq)),
    arrived.map((seq) => play(seq)),
  );
  expect(merged.map(({ seq }) => seq)).toEqual(seen);
});

test("merging doesn't mutate its arguments", () => {
  const known = Object.freeze([play(1)]);
  expect(mergeRecent(known, Object.freeze([play(2)]))).toHaveLength(2);
  expect(known).toEqual([play(1)]);
});

test("the newest seq without plays is 0", () => {
  expect(newestSeq([])).toBe(0);
  expect(newestSeq([play(9), play(8)])).toBe(9);
});
