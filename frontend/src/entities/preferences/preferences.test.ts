import { expect, test } from "vitest";
import { preferenceCookie, readPreferences } from "./preferences";

const DEFAULTS = { theme: "auto", motion: "auto", sound: "off", shortcuts: "anywhere" };

test.each([
  ["nothing", "", DEFAULTS],
  ["cookies of others", "a=b; numberplay_signed_in=1", DEFAULTS],
  ["one choice", "a=b; numberplay_theme=dark", { ...DEFAULTS, theme: "dark" }],
  [
    "all of them",
    "numberplay_sound=on; numberplay_motion=reduced; numberplay_theme=light; numberplay_shortcuts=field",
    { theme: "light", motion: "reduced", sound: "on", shortcuts: "field" },
  ],
  ["what is no choice", "numberplay_theme=<script>; numberplay_motion=", DEFAULTS],
])("%s", (_what, cookies, preferences) => {
  expect(readPreferences(cookies)).toEqual(preferences);
});

test("what is written is read again", () => {
  const [pair] = preferenceCookie("motion", "reduced").split(";");
  expect(readPreferences(pair ?? "").motion).toBe("reduced");
});
