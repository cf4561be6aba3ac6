// Completes the standalone folder, so that Next's own server serves all of it.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const STATIC = ".next/standalone/.next/static";
// Chrome compiles such a script while it loads, beside the page, and not function by function when the page waits for it.
const COMPILE_HINT = "//# allFunctionsCalledOnLoad\n";

// Next leaves the static files and `public` out, for a CDN to serve.
cpSync(".next/static", STATIC, { recursive: true });
if (existsSync("public")) cpSync("public", ".next/standalone/public", { recursive: true });

for (const name of readdirSync(STATIC, { recursive: true })) {
  if (!/\.(?:css|js)$/.test(name)) continue;
  const file = join(STATIC, name);
  const text = readFileSync(file, "utf8");
  const served = name.endsWith(".js") ? COMPILE_HINT + text : text;
  writeFileSync(file, served);
  // Compressed once, as well as Brotli can: next.config.ts gives these to browsers that take them.
  writeFileSync(`${file}.br`, brotliCompressSync(served));
}
