// Puts the pictures of all states onto one sheet for each look: docs/images/states-<look>.webp.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const COLUMNS = 4;
const GAP = 12;
const TILE = { light: [480, 300], dark: [480, 300], phone: [300, 640] };

async function sheet(look, [width, height]) {
  const ending = `-${look}.png`;
  const names = readdirSync(`${FOLDER}states`).filter((name) => name.endsWith(ending));
  const tiles = names.toSorted().map(async (name, index) => ({
    input: await sharp(`${FOLDER}states/${name}`)
      .resize({ width, height, fit: "cover", position: "top" })
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
    .toFile(`${FOLDER}states-${look}.webp`);
}

await Promise.all(Object.entries(TILE).map(([look, size]) => sheet(look, size)));
