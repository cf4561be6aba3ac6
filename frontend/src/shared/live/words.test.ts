import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { points, spokenResult } from "./words";

test.each([
  [421, "421"],
  [631.4, "631.4"],
  [0.2, "0.2"],
  [6998.6, "6,998.6"],
  [66.67, "66.67"],
  [0, "0"],
])("%d points read %s", (amount, text) => {
  expect(points(amount)).toBe(text);
});

test("a result is spoken with its number", () => {
  expect(spokenResult(play(1, 842, 421))).toBe("842 wins 421 points.");
  expect(spokenResult(play(2, 841, null))).toBe("841 loses.");
});
