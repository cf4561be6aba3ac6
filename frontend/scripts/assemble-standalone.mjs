// Completes the standalone folder, so that Next's own server serves all of it.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const STATIC = ".next/standalone/.next/static";

// Next leaves the static files and `public` out, for a CDN to serve.
cpSync(".next/static", STATIC, { recursive: true });
if (existsSync("public")) cpSync("public", ".next/standalone/public", { recursive: true });

// Compressed once, as well as Brotli can: next.config.ts gives these to browsers that take them.
for (const name of readdirSync(STATIC, { recursive: true })) {
  if (!/\.(?:css|js)$/.test(name)) continue;
  const file = join(STATIC, name);
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
}
