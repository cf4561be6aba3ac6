/** Scripts, styles and fonts. A file's name changes with its content. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type Content, contentOf } from "./content";

export const STATIC = "/_next/static/";

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

export function readStaticFiles(folder: string): Map<string, Content> {
  const contents = new Map<string, Content>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const file = join(folder, name);
    const headers = {
      "Content-Type": type,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
      // If a CDN serves the fonts, pages request them from another origin.
      "Access-Control-Allow-Origin": "*",
    };
    contents.set(`${STATIC}${name}`, contentOf(headers, bodiesOf(file)));
  }
  return contents;
}

/** The build compresses the types of files that get smaller. */
function bodiesOf(file: string) {
  return {
    identity: readFileSync(file),
    ...(existsSync(`${file}.br`) && { br: readFileSync(`${file}.br`) }),
    ...(existsSync(`${file}.gz`) && { gzip: readFileSync(`${file}.gz`) }),
  };
}
