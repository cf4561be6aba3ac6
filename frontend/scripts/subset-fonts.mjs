// Reduces the two fonts to the glyphs and weights in use, and writes them to src/app/fonts.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const OUTPUT = fileURLToPath(new URL("../src/app/fonts/", import.meta.url));
const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
// Neither font has Arabic glyphs, so Arabic uses the system's font.
const GLYPHS = `${ASCII}ÄÖÜäöüß\u00a0\u2009\u202f−–—×·•…‘’‚“”„«»→←↑↓©✓`;

const FONTS = {
  // Headings and numbers: one width and one weight.
  "archivo-latin-standard-normal": { name: "display", axes: { wdth: 118, wght: 750 } },
  "instrument-sans-latin-wght-normal": { name: "text", axes: { wght: { min: 400, max: 700 } } },
};

mkdirSync(OUTPUT, { recursive: true });
for (const [file, { name, axes }] of Object.entries(FONTS)) {
  const family = file.slice(0, file.indexOf("-latin"));
  const source = createRequire(import.meta.url).resolve(
    `@fontsource-variable/${family}/files/${file}.woff2`,
  );
  const cut = await subsetFont(readFileSync(source), GLYPHS, {
    targetFormat: "woff2",
    variationAxes: axes,
  });
  writeFileSync(`${OUTPUT}${name}.woff2`, cut);
}
