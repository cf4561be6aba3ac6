import { expect, test } from "vitest";
import { RULES } from "@tests/backend";
import {
  entryError,
  exampleNumber,
  padEntry,
  randomEntry,
  readEntry,
  stepEntry,
} from "./number-entry";

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

test.each([
  ["4", "2", false, "42"],
  ["42", "7", true, "7"],
  ["7", "8", false, "7"],
  ["0", "7", false, "7"],
  ["", "0", false, "0"],
  ["42", null, false, "4"],
  ["42", null, true, "4"],
  ["", null, false, ""],
])("on the pad, '%s' and %s (new: %s) result in '%s'", (text, digit, isNew, next) => {
  expect(padEntry(text, digit, { isNew, range: RANGE })).toBe(next);
});

test.each([
  [{ min: 1, max: 9999 }, RULES.parity, 842],
  [{ min: 5, max: 77 }, RULES.parity, 42],
  [{ min: 1, max: 9999 }, { even: "lose", odd: "win" } as const, 5001],
])("the example in %o wins", (range, parity, number) => {
  expect(exampleNumber({ ...RULES, range, parity })).toBe(number);
});
