/** What the texts are compiled to. */
import { expect, test } from "vitest";
import { compile } from "../scripts/compile-messages.mjs";

/** What one message becomes, without the lines above it. */
const compiled = (en: string, de?: string) =>
  compile({ en: { group: { name: en } }, ...(de !== undefined && { de: { group: { name: de } } }) })
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

test("a translation is used on pages in its language, and English where it is missing", () => {
  expect(compiled("Play", "Spielen")).toBe(
    'export const name = language() === "de" ? "Spielen" : "Play";',
  );
  expect(compile({ en: { group: { name: "Play" } }, de: {} })["group.ts"]).not.toContain(
    "language()",
  );
});

test.each([
  [
    "a message that English doesn't have",
    { de: { group: { other: "x" } } },
    "group.other doesn't exist",
  ],
  [
    "a value that English doesn't take",
    { de: { group: { name: "{prize}" } } },
    "group.name uses prize",
  ],
  ["a number to format", { en: { group: { name: "{n, number}" } } }, "group.name: format numbers"],
])("%s is rejected with its key", (_name, catalogs, reason) => {
  expect(() => compile({ en: { group: { name: "Play" } }, ...catalogs })).toThrow(reason);
});
