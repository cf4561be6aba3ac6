import { expect, test } from "vitest";
import { entryError, randomEntry, readEntry, stepEntry } from "./number-entry";

const RANGE = { min: 5, max: 77 };

test.each([
  ["5", 5],
  ["77", 77],
  [" 42 ", 42],
  ["042", 42],
  ["4", null],
  ["78", null],
  ["-6", null],
  ["4.5", null],
  ["1e1", null],
  ["٤٢", 42],
  ["４ ２\u200b", 42],
  ["", null],
  ["9".repeat(30), null],
])("'%s' is parsed as %s", (text, number) => {
  expect(readEntry(text, RANGE)).toBe(number);
});

test("the error message includes the range", () => {
  expect(entryError(RANGE)).toBe("Enter a whole number from 5 to 77.");
});

test.each([
  ["42", 1, "43"],
  ["42", -2, "40"],
  ["77", 2, "77"],
  ["5", -1, "5"],
  ["900", -1, "77"],
  ["", 1, "5"],
  ["", -2, "77"],
  ["x", 1, "5"],
])("stepping '%s' by %i gives %s", (text, by, next) => {
  expect(stepEntry(text, by, RANGE)).toBe(next);
});

test.each([
  [0, "5"],
  [0.5, "41"],
  [0.999999, "77"],
])("random value %d picks %s", (random, picked) => {
  expect(randomEntry(RANGE, random)).toBe(picked);
});
