/** Pages are mirrored in right-to-left languages, so styles don't name physical sides. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const PHYSICAL = [
  /(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /border-(?:top|bottom)-(?:left|right)-radius/,
  /(?:^|[{;\s])(?:left|right)\s*:/,
  /(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b/,
  /translateX\(|translate\(\s*-?[\d.]+(?!0)[a-z%]/,
  /(?:transform-origin|object-position|background-position)\s*:[^;]*\b(?:left|right)\b/,
  /\bto (?:left|right)\b/,
];

const IN_COMPONENTS =
  /\b(?:ml|mr|pl|pr|left|right)=[{"]|\b(?:margin|padding|border)(?:Left|Right)\b|textAlign: "(?:left|right)"/;

const sources = (pattern: RegExp) =>
  readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name))
    .map((name) => [name, readFileSync(join("src", name), "utf8")] as const);

/** Comments may mention left and right. */
const withoutComments = (style: string) => style.replace(/\/\*[\s\S]*?\*\//g, "");

const isPhysical = (style: string) =>
  PHYSICAL.some((pattern) => pattern.test(withoutComments(style)));

test("no style names a physical side", () => {
  const styles = sources(/\.css$/);
  expect(styles.length).toBeGreaterThan(20);
  expect(styles.filter(([, style]) => isPhysical(style)).map(([name]) => name)).toEqual([]);
});

test("no component names a physical side", () => {
  const components = sources(/(?<!\.test)\.tsx$/);
  expect(
    components.filter(([, source]) => IN_COMPONENTS.test(source)).map(([name]) => name),
  ).toEqual([]);
});

test.each([
  "a { margin-left: 1rem; }",
  "a { left: 0; }",
  "a { text-align: right; }",
  "a { border-top-left-radius: 4px; }",
  "a { transform: translateX(4px); }",
  "a { background: linear-gradient(to right, red, blue); }",
])("%s is found", (style) => {
  expect(isPhysical(style)).toBe(true);
});

test.each([
  "a { margin-inline-start: 1rem; }",
  "a { inset-inline: 0; }",
  "a { text-align: start; }",
  "/* to the left: 1 */ a { transform: translateY(4px); }",
])("%s is not", (style) => {
  expect(isPhysical(style)).toBe(false);
});
