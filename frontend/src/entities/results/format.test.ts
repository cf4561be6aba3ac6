import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { points, resultText } from "./format";

test.each([
  [421, "421"],
  [631.4, "631.4"],
  [0.2, "0.2"],
  [6998.6, "6,998.6"],
  [66.67, "66.67"],
  [0, "0"],
])("%d points are formatted as %s", (amount, text) => {
  expect(points(amount)).toBe(text);
});

test("a result is announced with its number", () => {
  expect(resultText(play(1, 842, 421))).toBe("842 wins 421 points.");
  expect(resultText(play(2, 841, null))).toBe("841 loses.");
});
