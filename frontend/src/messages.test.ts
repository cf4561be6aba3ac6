/** The compiled form of messages. */
import { expect, test } from "vitest";
import { compile } from "../scripts/compile-messages.mjs";

/** Returns the code that one message is compiled to, without the lines above it. */
const compiled = (en: string, de?: string) =>
  compile(
    { group: { name: en } },
    de === undefined ? undefined : { language: "de", catalog: { group: { name: de } } },
  )
    ["group.ts"]?.trim()
    .split("\n")
    .at(-1);

test.each([
  ["You're set", 'export const name = "You\'re set";'],
  [
    "`{a}` \\ ${b}",
    "export const name = ({ a, b }: { a: string | number; b: string | number }): string => `\\`${a}\\` \\\\ $${b}`;",
  ],
  [
    "{count, plural, one {# play} other {# plays}}",
    "export const name = ({ count }: { count: number }): string => `${count === 1 ? `${count} play` : `${count} plays`}`;",
  ],
  [
    "{count, plural, =0 {no plays} one {# play} other {# plays}}",
    'export const name = ({ count }: { count: number }): string => `${plural("en", count, { "=0": "no plays", "one": `${count} play`, "other": `${count} plays` })}`;',
  ],
])("%s is compiled", (message, code) => {
  expect(compiled(message)).toBe(code);
});

test("a translation replaces the English message, which remains where it is missing", () => {
  expect(compiled("Play", "Spielen")).toBe('export const name = "Spielen";');
  expect(
    compiled(
      "{n, plural, one {# play} other {# plays}}",
      "{n, plural, one {# Spiel} other {# Spiele}}",
    ),
  ).toBe(
    'export const name = ({ n }: { n: number }): string => `${plural("de", n, { "one": `${n} Spiel`, "other": `${n} Spiele` })}`;',
  );
  const missing = compile({ group: { name: "Play" } }, { language: "de", catalog: {} });
  expect(missing["group.ts"]).toContain('export const name = "Play";');
});

test.each([
  ["a message that English doesn't have", { group: { other: "x" } }, "group.other doesn't exist"],
  ["a value that English doesn't take", { group: { name: "{prize}" } }, "group.name uses prize"],
])("%s is rejected with its key", (_name, catalog, reason) => {
  const english = { group: { name: "Play" } };
  expect(() => compile(english, { language: "de", catalog })).toThrow(reason);
});

test("a number to format is rejected with its key", () => {
  expect(() => compiled("{n, number}")).toThrow("group.name: format numbers");
});
