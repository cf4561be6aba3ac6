import { expect, test } from "vitest";
import { plural } from "./plural";

const FORMS = { "=0": "none", one: "one", few: "few", many: "many", other: "other" };

test.each([
  ["en", 0, "none"],
  ["en", 1, "one"],
  ["en", 2, "other"],
  ["pl", 3, "few"],
  ["pl", 5, "many"],
  ["ja", 1, "other"],
])("in %s, %d uses the form %s", (language, count, form) => {
  expect(plural(language, count, FORMS)).toBe(form);
});

test("a category without a form falls back to the form for all others", () => {
  expect(plural("pl", 3, { one: "one", other: "other" })).toBe("other");
});
