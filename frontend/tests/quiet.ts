/** Any output on the console fails the test. */
import { afterEach, beforeEach, expect, vi } from "vitest";

const said: unknown[][] = [];

beforeEach(() => {
  for (const level of ["error", "warn", "info", "log"] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void said.push(words));
  }
});

afterEach(() => {
  expect(said.splice(0)).toEqual([]);
});
