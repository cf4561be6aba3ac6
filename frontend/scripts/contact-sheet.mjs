// Combines the pictures of all states into contact sheets: docs/images/states-<sheet>.webp.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const COLUMNS = 4;
const GAP = 12;
/** The looks on each sheet, and the size of a picture there. */
const SHEETS = {
  light: { looks: /-light\.png$/, size: [480, 300] },
  dark: { looks: /-dark\.png$/, size: [480, 300] },
  phone: { looks: /-phone\.png$/, size: [300, 640] },
  more: { looks: /-(?:arabic|forced-colors|german|narrow|print|zoomed)\.png$/, size: [480, 480] },
};

async function draw(sheet, { looks, size: [width, height] }) {
  const names = readdirSync(`${FOLDER}states`).filter((name) => looks.test(name));
  const tiles = names.toSorted().map(async (name, index) => ({
    input: await sharp(`${FOLDER}states/${name}`)
      .resize({
        width,
        height,
        fit: sheet === "more" ? "contain" : "cover",
        position: "top",
        background: "#878c95",
      })
      .toBuffer(),
    left: GAP + (index % COLUMNS) * (width + GAP),
    top: GAP + Math.floor(index / COLUMNS) * (height + GAP),
  }));
  const columns = Math.min(COLUMNS, names.length);
  const canvas = {
    width: GAP + columns * (width + GAP),
    height: GAP + Math.ceil(names.length / COLUMNS) * (height + GAP),
    channels: 3,
    background: "#878c95",
  };
  await sharp({ create: canvas })
    .composite(await Promise.all(tiles))
    .webp({ quality: 80 })
    .toFile(`${FOLDER}states-${sheet}.webp`);
}

await Promise.all(Object.entries(SHEETS).map(([sheet, options]) => draw(sheet, options)));
