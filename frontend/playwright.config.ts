import { defineConfig } from "@playwright/test";

/** Debian's own; nothing is downloaded. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** A system that runs already. The journey needs nothing but its pages; the other tests, servers of their own. */
const running = process.env["E2E_ORIGIN"];
const anywhere = running === undefined ? {} : { testMatch: "journey.spec.ts" };

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
    trace: "retain-on-failure",
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
  projects: [
    {
      name: "desktop",
      testIgnore: "pictures*.spec.ts",
      ...anywhere,
      use: { viewport: { width: 1280, height: 800 } },
    },
    // `npm run screenshots` takes them; the tests have no wish to change the documents.
    ...(process.env["PICTURES"]
      ? [
          {
            name: "pictures",
            testMatch: "pictures*.spec.ts",
            use: { viewport: { width: 1280, height: 720 } },
          },
        ]
      : []),
    {
      name: "phone",
      testMatch: ["journey.spec.ts", "accessibility.spec.ts", "account.spec.ts"],
      ...anywhere,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
