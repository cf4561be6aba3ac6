import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test.each([
  [0, 0, 250],
  [0, 1, 500],
  [1, 0.5, 750],
  [3, 0, 2000],
  [6, 0, 15_000],
  [6, 1, 30_000],
  [1000, 1, 30_000],
])("attempt %i with random value %d waits %i ms", (attempt, random, ms) => {
  expect(backoffMs(attempt, random)).toBe(ms);
});
