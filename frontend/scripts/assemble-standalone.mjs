// Completes the standalone folder with everything that Next's server has to serve.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const SERVER = ".next/standalone/frontend";
const STATIC = `${SERVER}/.next/static`;
// With this hint, Chrome compiles a whole script while it loads, instead of each function when the page first calls it.
const COMPILE_HINT = "//# allFunctionsCalledOnLoad\n";

// Next leaves out the static files and `public`, because a CDN could serve them.
cpSync(".next/static", STATIC, { recursive: true });
if (existsSync("public")) cpSync("public", `${SERVER}/public`, { recursive: true });

const compressed = [];
for (const name of readdirSync(STATIC, { recursive: true })) {
  if (!/\.(?:css|js)$/.test(name)) continue;
  const file = join(STATIC, name);
  const text = readFileSync(file, "utf8");
  const served = name.endsWith(".js") ? COMPILE_HINT + text : text;
  writeFileSync(file, served);
  // Compressed once at Brotli's highest level; next.config.ts serves these to browsers that accept Brotli.
  writeFileSync(`${file}.br`, brotliCompressSync(served));
  compressed.push(name.replaceAll(/[^\w/-]/g, String.raw`\$&`));
}

// Next selects headers by URL only. With patterns, the 404 of a removed file would be marked as compressed.
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
