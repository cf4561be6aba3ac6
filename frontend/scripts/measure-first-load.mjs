// Prints the size of the JavaScript that each page loads first, as sent over the wire, and fails if it exceeds the
// budget. Needs a build.
//
// Requests the scripts that the page's HTML names, which a browser fetches before anything else, with a browser's headers.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** For a page with a form. Most browsers get Brotli, but over plain HTTP they get gzip. */
const BUDGET = { brotli: 149_000, gzip: 173_000 };
/** For a page without a field or a button that shows progress. */
const SMALL = { brotli: 146_200, gzip: 170_000 };
const BUDGETS = {
  "/play": { brotli: 145_000, gzip: 168_500 },
  "/statistics": SMALL,
  "/status": SMALL,
  "/history": { brotli: 149_700, gzip: 173_800 }, // This page has tools for the results.
  "/account": { brotli: 152_900, gzip: 177_600 }, // This page has several forms.
};
const PAGES = readdirSync("build/pages/en")
  .filter((name) => name.endsWith(".html") && !/^(?:404|_)/.test(name))
  .map((name) => (name === "index.html" ? "/" : `/${name.slice(0, -".html".length)}`));

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const server = spawn(process.execPath, ["build/server.cjs"], {
  env: { ...process.env, PORT: String(port), HOSTNAME: "127.0.0.1" },
  stdio: "ignore",
});

/** Returns the body as sent, unlike `fetch`, which decompresses it. */
function loaded(path, encodings) {
  const options = { host: "127.0.0.1", port, path, headers: { "accept-encoding": encodings } };
  return new Promise((resolve, reject) => {
    get(options, (answer) => {
      if (answer.statusCode === 200) resolve(buffer(answer));
      else reject(new Error(`${path} returned ${answer.statusCode}.`));
    }).on("error", reject);
  });
}

async function started() {
  for (let tries = 0; tries < 100; tries += 1) {
    const isThere = await loaded("/robots.txt", "identity").then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(100);
  }
  throw new Error("The built server did not start.");
}

async function scriptsOf(path) {
  const html = (await loaded(path, "identity")).toString();
  const tags = html.match(/<script[^>]+>/g) ?? [];
  // Browsers that support modules skip scripts marked as `nomodule`.
  const modern = tags.filter((tag) => !/nomodule/i.test(tag));
  return [...new Set(modern.flatMap((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? []))];
}

async function sizeOf(scripts, encodings) {
  const files = await Promise.all(scripts.map((script) => loaded(script, encodings)));
  return files.reduce((sum, file) => sum + file.length, 0);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

try {
  await started();
  for (const path of PAGES.sort()) {
    const budget = BUDGETS[path] ?? BUDGET;
    const scripts = await scriptsOf(path);
    if (scripts.length === 0) throw new Error(`${path} contains no script.`);
    const brotli = await sizeOf(scripts, "gzip, deflate, br, zstd");
    const gzip = await sizeOf(scripts, "gzip");
    console.log(`${path}: ${kilobytes(brotli)} brotli, ${kilobytes(gzip)} gzip`);
    if (brotli > budget.brotli || gzip > budget.gzip) {
      const most = `${kilobytes(budget.brotli)} with Brotli, ${kilobytes(budget.gzip)} with gzip`;
      console.error(`${path} exceeds its budget of ${most}.`);
      process.exitCode = 1;
    }
  }
} finally {
  server.kill();
}
