import { defineConfig } from "@playwright/test";
import type { Engine } from "./e2e/browsers/test";

/** Debian's Chromium, so that nothing is downloaded. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The tests that depend on the database, the cache, the channel layer and the task queue. */
const WITH_SERVICES = ["new-player", "tabs", "network", "states", "records", "account"].map(
  (name) => `${name}.spec.ts`,
);
const withServices = { name: "MariaDB and Redis", testMatch: WITH_SERVICES, use: DESKTOP };

/** The most common player flows, in browsers that Playwright can't drive. */
const OTHER_BROWSERS = (["firefox", "webkit"] as const).flatMap((engine) =>
  Object.entries({ desktop: DESKTOP, phone: PHONE }).map(([device, { viewport }]) => ({
    name: `${engine}, ${device}`,
    // WebKitGTK's driver can't block cookies.
    testMatch: engine === "firefox" ? "browsers/*.spec.ts" : "browsers/visits.spec.ts",
    use: { engine, size: viewport },
  })),
);

const projects = [
  {
    name: "desktop",
    testIgnore: [
      "pictures/**",
      "animation.spec.ts",
      "admin-pictures.spec.ts",
      "lighthouse.spec.ts",
      "*speed.spec.ts",
      "browsers/**",
    ],
    use: DESKTOP,
  },
  // Compares every state with its picture in the docs.
  { name: "pictures", testMatch: "pictures/*.spec.ts" },
  ...OTHER_BROWSERS,
  { name: "phone", testMatch: [...WITH_SERVICES, "accessibility.spec.ts"], use: PHONE },
  // Only for `npm run screenshots`, because tests must not change the docs.
  ...(process.env["PICTURES"]
    ? [{ name: "animation", testMatch: ["animation.spec.ts", "admin-pictures.spec.ts"] }]
    : []),
  // Only for `npm run lighthouse`, because times on a busy machine prove nothing.
  ...(process.env["LIGHTHOUSE"]
    ? [{ name: "lighthouse", testMatch: "lighthouse.spec.ts", workers: 1 }]
    : []),
  ...(process.env["SPEED"]
    ? [{ name: "speed", testMatch: "*speed.spec.ts", workers: 1, use: DESKTOP }]
    : []),
];

/** A running system. Only the tests of a new player can use it; the others need their own servers. */
const running = process.env["E2E_ORIGIN"];
const NEW_PLAYER = "new-player.spec.ts";
const anywhere = [
  { name: "desktop", testMatch: NEW_PLAYER, use: DESKTOP },
  { name: "phone", testMatch: NEW_PLAYER, use: PHONE },
];

function chosen() {
  if (running) return anywhere;
  return process.env["TEST_SERVICES"] === "own" ? [withServices] : projects;
}

export default defineConfig<Engine>({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  // Two concurrent runs must not delete each other's results.
  outputDir: process.env["TEST_SERVICES"] === "own" ? "test-results/services" : "test-results/own",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Long enough for busy machines. No test waits longer than necessary.
  timeout: 300_000,
  expect: {
    timeout: 60_000,
    toHaveScreenshot: {
      pathTemplate: "../docs/images/states/{arg}{ext}",
      stylePath: "e2e/pictures/still.css",
      // Different browser versions anti-alias edges differently.
      maxDiffPixels: 250,
    },
  },
  reporter: "list",
  use: {
    browserName: "chromium",
    // Requests that pass through a service worker can't be intercepted. Its own tests allow it.
    serviceWorkers: "block",
    // Snapshots of each step, but no video, which would take a fifth of the tests' time.
    trace: { mode: "retain-on-failure", screenshots: false },
    // The system under test has a self-signed certificate.
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
