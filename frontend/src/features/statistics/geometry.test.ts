import { expect, test } from "vitest";
import { lineThrough, shareOf, stepsUpTo, wholeSteps } from "./geometry";

test.each([
  [0, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [421, [0, 100, 200, 300, 400, 500]],
  [12_664.8, [0, 5000, 10_000, 15_000]],
])("the steps up to %d are round and go beyond it", (amount, steps) => {
  expect(stepsUpTo(amount)).toEqual(steps);
});

test.each([
  [7, 7, [7]],
  [1, 3, [1, 2, 3]],
  [901, 1000, [920, 940, 960, 980, 1000]],
])("the plays from %d to %d are marked at whole numbers", (from, to, steps) => {
  expect(wholeSteps(from, to)).toEqual(steps);
});

test("a share is a part of its range", () => {
  expect([shareOf(5, 0, 20), shareOf(3, 1, 3), shareOf(4, 4, 4)]).toEqual([25, 100, 0]);
});

test("a line goes from point to point, and a single point is a level line", () => {
  const points = [
    { x: 0, y: 10 },
    { x: 100, y: 30 },
  ];
  expect(lineThrough(points)).toBe("M0.00,90.00L100.00,70.00");
  expect(lineThrough(points.slice(0, 1))).toBe("M0.00,90.00H100");
});
