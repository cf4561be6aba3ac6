// Builds the pages once for each language, and the server for them, into build/:
//   static/          scripts, styles and fonts of all languages, whose names contain a hash; also with Brotli and gzip
//   pages/<language> everything else that `next build` exports: pages, their data for navigation, icons
//   server.cjs       the server (server/main.ts) with its dependencies
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { compileTo } from "./compile-messages.mjs";

const BUILD = "build";
const STATIC = `${BUILD}/static`;
// With this hint, Chrome compiles a whole script while it loads, instead of each function when the page first calls it.
const COMPILE_HINT = "//# allFunctionsCalledOnLoad\n";

function buildPages(language) {
  if (language !== "en") compileTo(language);
  rmSync("out", { recursive: true, force: true });
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", WEB_LANGUAGE: language };
  execFileSync("node_modules/.bin/next", ["build"], { stdio: "inherit", env });
  cpSync("out/_next/static", STATIC, { recursive: true });
  rmSync("out/_next", { recursive: true });
  dropPreloads();
  cpSync("out", `${BUILD}/pages/${language}`, { recursive: true });
}

/**
 * Browsers warn about styles that are preloaded but not used, and a page that a link prefetches may never be opened.
 */
function dropPreloads() {
  for (const name of readdirSync("out", { recursive: true })) {
    if (!/__next\.[^/]*\.txt$/.test(name)) continue;
    const file = join("out", name);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(/^:HL\[.*\n/gm, ""));
  }
}

function compressFiles() {
  for (const name of readdirSync(STATIC, { recursive: true })) {
    if (!/\.(?:css|js|svg)$/.test(name)) continue;
    const file = join(STATIC, name);
    const text = readFileSync(file, "utf8");
    const served = name.endsWith(".js") ? COMPILE_HINT + text : text;
    writeFileSync(file, served);
    writeFileSync(`${file}.br`, brotliCompressSync(served));
    writeFileSync(`${file}.gz`, gzipSync(served, { level: 9 }));
  }
}

/** Derives the name of the release from the pages, which contain the names of all their scripts. */
function markRelease() {
  const pages = readdirSync(`${BUILD}/pages`, { recursive: true }).filter((name) =>
    name.endsWith(".html"),
  );
  const digest = createHash("sha256");
  const texts = pages.toSorted().map((name) => readFileSync(`${BUILD}/pages/${name}`, "utf8"));
  for (const text of texts) digest.update(text);
  const release = digest.digest("hex").slice(0, 12);
  for (const [index, name] of pages.toSorted().entries())
    writeFileSync(
      `${BUILD}/pages/${name}`,
      texts[index].replace('data-release="RELEASE"', `data-release="${release}"`),
    );
  return release;
}

function buildWorker(release) {
  for (const language of readdirSync(`${BUILD}/pages`))
    buildSync({
      entryPoints: ["service-worker/worker.js"],
      outfile: `${BUILD}/pages/${language}/service-worker.js`,
      minify: true,
      define: { "process.env.RELEASE": JSON.stringify(release) },
    });
}

rmSync(BUILD, { recursive: true, force: true });
// The files that `next dev` generates don't pass the type check.
rmSync(".next/dev", { recursive: true, force: true });
const catalogs = readdirSync("messages").filter((name) => name.endsWith(".json"));
// English first, because only its build checks the types.
const others = catalogs
  .map((name) => name.slice(0, -".json".length))
  .filter((name) => name !== "en");
for (const language of ["en", ...others]) buildPages(language);
rmSync("out", { recursive: true });
compressFiles();
buildWorker(markRelease());
buildSync({
  entryPoints: ["server/main.ts"],
  outfile: `${BUILD}/server.cjs`,
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "inline",
  define: { "process.env.ASSET_PREFIX": JSON.stringify(process.env.ASSET_PREFIX ?? "") },
});
