import { expect, test } from "vitest";
import { createSequence } from "./sequence.ts";

const known = { isNew: false, hasGap: false };
const next = { isNew: true, hasGap: false };

test("results in order advance the position", () => {
  const sequence = createSequence(0);
  expect([1, 2, 3].map((seq) => sequence.accept(seq))).toEqual([next, next, next]);
  expect(sequence.position()).toBe(3);
});

test.each([[5], [4], [1]])("at position 5, %i is already known", (seq) => {
  expect(createSequence(5).accept(seq)).toEqual(known);
});

test("the position stays before a gap, and filling the gap advances it past the results already received", () => {
  const sequence = createSequence(5);
  expect(sequence.accept(8)).toEqual({ isNew: true, hasGap: true });
  expect(sequence.position()).toBe(5);
  expect(sequence.accept(8)).toEqual({ isNew: false, hasGap: true });
  expect(sequence.accept(6)).toEqual({ isNew: true, hasGap: true });
  expect(sequence.accept(7)).toEqual(next);
  expect(sequence.position()).toBe(8);
});

test("moving ahead skips missing results and includes later ones already received", () => {
  const sequence = createSequence(5);
  sequence.accept(21);
  sequence.moveTo(20);
  expect(sequence.position()).toBe(21);
  expect(sequence.accept(12)).toEqual(known);
});

test("moving back drops all later results, so the next one is new again", () => {
  const sequence = createSequence(5);
  sequence.accept(6);
  sequence.accept(9);
  sequence.moveTo(3);
  expect(sequence.position()).toBe(3);
  expect(sequence.accept(4)).toEqual(next);
  expect(sequence.accept(9)).toEqual({ isNew: true, hasGap: true });
});
