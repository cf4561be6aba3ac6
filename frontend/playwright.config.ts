import { defineConfig } from "@playwright/test";

/** Debian's own; nothing is downloaded. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** What the database, the cache, the channel layer and the task queue carry. */
const CARRIED = ["journey", "tabs", "network", "states", "records", "account"].map(
  (name) => `${name}.spec.ts`,
);
const withServices = { name: "MariaDB and Redis", testMatch: CARRIED, use: DESKTOP };

const projects = [
  { name: "desktop", testIgnore: ["pictures*.spec.ts", "lighthouse.spec.ts"], use: DESKTOP },
  { name: "phone", testMatch: [...CARRIED, "accessibility.spec.ts"], use: PHONE },
  // `npm run screenshots` takes them; the tests have no wish to change the documents.
  ...(process.env["PICTURES"] ? [{ name: "pictures", testMatch: "pictures*.spec.ts" }] : []),
  // Times on a busy machine prove nothing, so `npm run lighthouse` is no part of the tests.
  ...(process.env["LIGHTHOUSE"]
    ? [{ name: "lighthouse", testMatch: "lighthouse.spec.ts", workers: 1 }]
    : []),
];

/** A system that runs already. The journey needs nothing but its pages; the other tests, servers of their own. */
const running = process.env["E2E_ORIGIN"];
const JOURNEY = "journey.spec.ts";
const anywhere = [
  { name: "desktop", testMatch: JOURNEY, use: DESKTOP },
  { name: "phone", testMatch: JOURNEY, use: PHONE },
];

function chosen() {
  if (running) return anywhere;
  return process.env["TEST_SERVICES"] === "own" ? [withServices] : projects;
}

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    // The page at each step, but no film of it, which costs as much as a fifth of the tests.
    trace: { mode: "retain-on-failure", screenshots: false },
    // A system on trial has made its certificate itself.
    ignoreHTTPSErrors: running !== undefined,
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
  projects: chosen(),
});
