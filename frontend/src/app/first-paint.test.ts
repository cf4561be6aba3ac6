import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { FIRST_PAINT } from "./first-paint";

function paint(cookie: () => string, isDark = false) {
  const dataset: Record<string, string> = {};
  const document = {
    documentElement: { dataset },
    get cookie() {
      return cookie();
    },
  };
  runInNewContext(FIRST_PAINT, { document, matchMedia: () => ({ matches: isDark }) });
  return dataset;
}

test.each([
  ["", false, { mantineColorScheme: "light" }],
  ["", true, { mantineColorScheme: "dark" }],
  ["numberplay_theme=dark", false, { mantineColorScheme: "dark" }],
  ["numberplay_theme=light", true, { mantineColorScheme: "light" }],
  ["numberplay_theme=auto", true, { mantineColorScheme: "dark" }],
  ["a=b; numberplay_motion=reduced", false, { mantineColorScheme: "light", motion: "reduced" }],
  ["numberplay_signed_in=1; a=b", false, { mantineColorScheme: "light", session: "expected" }],
  ["xnumberplay_signed_in=1; numberplay_signed_in=11", false, { mantineColorScheme: "light" }],
])("with the cookies '%s', and a dark system: %s", (cookies, isDark, attributes) => {
  expect(paint(() => cookies, isDark)).toEqual(attributes);
});

test("if cookies are blocked, the page is shown as for a visitor", () => {
  const blocked = () => {
    throw new Error("SecurityError");
  };
  expect(paint(blocked)).toEqual({ mantineColorScheme: "light" });
});
