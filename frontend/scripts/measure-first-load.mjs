// Tells the compressed JavaScript that a page loads first, and fails above its budget. Needs a build.
//
// The scripts are those that the page's own HTML names, so the measure is what a browser fetches before anything else.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";

const BUDGET_BYTES = 180_000;
const PAGES = [
  "/",
  "/play",
  "/history",
  "/statistics",
  "/account",
  "/login",
  "/register",
  "/status",
];
const BUILD = ".next/standalone";

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const origin = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, [`${BUILD}/server.js`], {
  env: { ...process.env, PORT: String(port), HOSTNAME: "127.0.0.1" },
  stdio: "ignore",
});

async function html(path) {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await (await fetch(origin + path)).text();
    } catch {
      await sleep(100);
    }
  }
  throw new Error("The server of the build does not start.");
}

function scriptsOf(page) {
  const tags = page.match(/<script[^>]+>/g) ?? [];
  // Browsers that know modules skip what is marked for those that do not.
  const loaded = tags.filter((tag) => !/nomodule/i.test(tag));
  const sources = loaded.flatMap((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(sources)].map((source) => source.split("?")[0].replace("/_next/", "/.next/"));
}

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

try {
  for (const path of PAGES) {
    const scripts = scriptsOf(await html(path));
    const files = scripts.map((script) => readFileSync(BUILD + script));
    const total = sum(files.map((file) => gzipSync(file).length));
    const brotli = sum(files.map((file) => brotliCompressSync(file).length));
    const sizes = `${kilobytes(total)} gzip, ${kilobytes(brotli)} brotli`;
    console.log(`${path}: ${sizes}, ${scripts.length} scripts`);
    if (total > BUDGET_BYTES) {
      console.error(`${path} is over its budget of ${BUDGET_BYTES / 1000} kB.`);
      process.exitCode = 1;
    }
  }
} finally {
  server.kill();
}
