// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
const built = vi.hoisted(() => ({ language: "en" }));
vi.mock("./language", () => built);

import { momentText } from "./calendar";

const MOMENT = new Date(2026, 0, 5, 15, 4);

/** Sets the language of the page and the preferred languages of the browser. */
function page(lang: string, ...preferred: string[]) {
  built.language = lang;
  vi.spyOn(navigator, "languages", "get").mockReturnValue(preferred);
}

test.each([
  ["en", ["fr", "en-US"], ["Jan 5, 2026,", "3:04 PM"]],
  ["en", ["en-GB", "en"], ["5 Jan 2026,", "15:04"]],
  ["de", ["en-US", "en"], ["05.01.2026,", "15:04"]],
  ["de", ["de-AT"], ["05.01.2026,", "15:04"]],
  ["ar", ["ar"], ["05‏/01‏/2026،", "3:04 م"]],
  ["ar", ["ar-EG"], ["05‏/01‏/2026،", "3:04 م"]],
])("on a page in %s with the browser languages %j, the texts are %j", (lang, preferred, text) => {
  page(lang, ...preferred);
  expect(momentText(MOMENT).map((part) => part.replace(/\u202f|\u00a0/g, " "))).toEqual(text);
});

test("day and time match Intl.DateTimeFormat throughout a year", () => {
  for (const lang of ["en", "de", "ar"]) {
    page(lang, lang);
    const locale = `${lang}-u-nu-latn`;
    const whole = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    for (let day = 0; day < 366; day += 1) {
      const moment = new Date(2028, 0, 1 + day, day % 24, (day * 7) % 60);
      expect(momentText(moment).join(" ")).toBe(whole.format(moment));
    }
  }
});
