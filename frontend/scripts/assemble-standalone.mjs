// Completes the standalone folder, so that Next's own server serves all of it.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const SERVER = ".next/standalone/frontend";
const STATIC = `${SERVER}/.next/static`;
// Chrome compiles such a script while it loads, beside the page, and not function by function when the page waits for it.
const COMPILE_HINT = "//# allFunctionsCalledOnLoad\n";

// Next leaves the static files and `public` out, for a CDN to serve.
cpSync(".next/static", STATIC, { recursive: true });
if (existsSync("public")) cpSync("public", `${SERVER}/public`, { recursive: true });

const compressed = [];
for (const name of readdirSync(STATIC, { recursive: true })) {
  if (!/\.(?:css|js)$/.test(name)) continue;
  const file = join(STATIC, name);
  const text = readFileSync(file, "utf8");
  const served = name.endsWith(".js") ? COMPILE_HINT + text : text;
  writeFileSync(file, served);
  // Compressed once, as well as Brotli can: next.config.ts gives these to browsers that take them.
  writeFileSync(`${file}.br`, brotliCompressSync(served));
  compressed.push(name.replaceAll(/[^\w/-]/g, String.raw`\$&`));
}

// Next sets headers by the address alone: of a file that is gone they would say that its 404 is compressed.
const MANIFEST = `${SERVER}/.next/routes-manifest.json`;
const routes = JSON.parse(readFileSync(MANIFEST, "utf8"));
let named = 0;
for (const route of [...routes.headers, ...routes.rewrites.beforeFiles]) {
  const ending = /^\/_next\/static\/:file\(\.\*(\\\.\w+)\)$/.exec(route.source)?.[1];
  if (ending === undefined) continue;
  route.source = `/_next/static/:file(${compressed.filter((name) => name.endsWith(ending)).join("|")})`;
  named += 1;
}
if (named !== 4) throw new Error(`${MANIFEST} has ${named} routes of compressed files, not 4.`);
writeFileSync(MANIFEST, JSON.stringify(routes));
