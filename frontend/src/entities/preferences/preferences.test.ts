import { expect, test } from "vitest";
import { preferenceCookie, readPreferences } from "./preferences";

const DEFAULTS = { theme: "auto", motion: "auto", sound: "off", shortcuts: "anywhere" };

test.each([
  ["no cookies", "", DEFAULTS],
  ["unrelated cookies", "a=b; numberplay_signed_in=1", DEFAULTS],
  ["one choice", "a=b; numberplay_theme=dark", { ...DEFAULTS, theme: "dark" }],
  [
    "all choices",
    "numberplay_sound=on; numberplay_motion=reduced; numberplay_theme=light; numberplay_shortcuts=field",
    { theme: "light", motion: "reduced", sound: "on", shortcuts: "field" },
  ],
  ["invalid choices", "numberplay_theme=<script>; numberplay_motion=", DEFAULTS],
])("preferences with %s", (_what, cookies, preferences) => {
  expect(readPreferences(cookies)).toEqual(preferences);
});

test("a written preference can be read back", () => {
  const [pair] = preferenceCookie("motion", "reduced").split(";");
  expect(readPreferences(pair ?? "").motion).toBe("reduced");
});
