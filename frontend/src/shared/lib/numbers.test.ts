// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
const page = vi.hoisted(() => ({ language: "en" }));
vi.mock("./language", () => page);

import { numberText, percentText } from "./numbers";

test.each([
  ["en", "1,234,567.89", "70%", "66.67%"],
  ["de", "1.234.567,89", "70 %", "66,67 %"],
  ["ar", "1,234,567.89", "70%", "66.67%"],
  ["en-IN", "12,34,567.89", "70%", "66.67%"],
])("in %s", (locale, number, whole, part) => {
  page.language = locale.slice(0, 2);
  vi.spyOn(navigator, "languages", "get").mockReturnValue([locale]);
  const plain = (text: string) => text.replace(/\u00a0/g, " ").replace(/[\u061c\u200e\u200f]/g, "");
  expect([numberText(1_234_567.891), percentText(70), percentText(66.67)].map(plain)).toEqual([
    number,
    whole,
    part,
  ]);
});

test("an unrelated preference of the browser doesn't matter", () => {
  page.language = "en";
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["de", "eng", "en_US", "*"]);
  expect(numberText(1234.5)).toBe("1,234.5");
});
