/**
 * For each lazily loaded part: if it fails to load, the page still works, shows an error where needed, and can retry.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { type Elsewhere } from "./support/elsewhere";
import { expect, isLive, latest, playNumber, register, test } from "./support/test";

interface Part {
  /** The path by which it is imported. */
  name: string;
  /** Text that only its script contains. */
  mark: string;
  open: (page: Page, program: Elsewhere) => Promise<unknown>;
  /** Checks that the rest of the page works without the part. */
  stays: (page: Page) => Promise<unknown>;
  /** The error shown in its place; null for optional parts. */
  says: "couldn't be opened" | "couldn't be loaded" | null;
  shows: (page: Page) => Locator;
}

const number = (page: Page) => page.getByLabel("Your number");
const reload = (page: Page) => page.reload();
const go = (path: string) => (page: Page) => page.goto(path);
const press = (name: string) => (page: Page) => page.getByRole("button", { name }).click();
const tryAgain = press("Try again");
const plays = async (page: Page) => {
  await playNumber(page, 842);
  await expect(latest(page)).toContainText("+421");
};
const keepsWhatWasTyped = async (page: Page) => {
  await expect(number(page)).toHaveValue("84");
  await plays(page);
};
const has = (name: string) => (page: Page) =>
  expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
const connection = (page: Page) => page.getByTestId("connection");

const PARTS: Part[] = [
  {
    name: "./help-dialog",
    mark: "Pick a random number",
    open: press("Keyboard shortcuts"),
    stays: keepsWhatWasTyped,
    says: "couldn't be opened",
    shows: (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" }),
  },
  {
    name: "./player-menu-list",
    mark: '"Sign out"',
    open: (page) => page.getByRole("button", { name: /^Account menu for/ }).click(),
    stays: keepsWhatWasTyped,
    says: "couldn't be opened",
    shows: (page) => page.getByRole("menuitem", { name: "Sign out" }),
  },
  {
    name: "./sign-in-again-dialog",
    mark: "Leave without signing in",
    open: (_page, program) => program.endOthers(),
    stays: (page) => expect(number(page)).toHaveValue("84"),
    says: "couldn't be opened",
    shows: (page) => page.getByRole("dialog", { name: "Sign in to continue" }),
  },
  {
    name: "./dialog",
    mark: "closeOnClickOutside:",
    open: async (page) => {
      await page.goto("/account");
      await press("Delete account…")(page);
    },
    stays: has("Account"),
    says: "couldn't be opened",
    shows: (page) => page.getByRole("dialog", { name: "Delete your account?" }),
  },
  {
    name: "./live-play",
    mark: " for random",
    open: reload,
    stays: has("Last three"),
    says: "couldn't be loaded",
    shows: number,
  },
  {
    name: "./record",
    mark: "plays, oldest first",
    open: reload,
    stays: plays,
    says: "couldn't be loaded",
    shows: (page) => page.getByRole("table", { name: "Your latest results" }),
  },
  {
    name: "./device-list",
    mark: "No other devices are signed in.",
    open: go("/account"),
    stays: has("Account"),
    says: "couldn't be loaded",
    shows: (page) => page.getByText("This device"),
  },
  {
    name: "./answers",
    mark: "preserveAspectRatio",
    open: async (page) => {
      await plays(page);
      await page.goto("/statistics");
    },
    stays: has("Statistics"),
    says: "couldn't be loaded",
    shows: (page) => page.getByTestId("chart").first(),
  },
  {
    name: "./subscribe",
    mark: "numberplay.v1",
    open: reload,
    stays: async (page) => {
      await expect(connection(page)).toContainText("Reconnecting");
      await plays(page);
    },
    says: null,
    shows: (page) => connection(page).getByText("Live", { exact: true }),
  },
  {
    name: "./sound",
    mark: "OscillatorNode",
    open: async (page) => {
      await page.goto("/account");
      await page.getByRole("switch", { name: "Sound" }).focus();
      await page.keyboard.press("Space");
      await page.goto("/play");
    },
    stays: plays,
    says: null,
    shows: latest,
  },
  {
    name: "./new-device-notice",
    mark: "seen-devices",
    open: go("/history"),
    stays: has("History"),
    says: null,
    shows: (page) => page.getByRole("heading", { name: "History" }),
  },
  {
    name: "./waiting-plays",
    mark: "Plays waiting for a connection",
    open: reload,
    stays: plays,
    says: null,
    shows: latest,
  },
  {
    name: "./verify-request",
    mark: "Please verify your address",
    open: reload,
    stays: plays,
    says: null,
    shows: latest,
  },
];

/** Two-factor setup needs a verified address. lazy-part.test.tsx tests its parts. */
const ELSEWHERE = ["./second-factor-dialog", "./service-worker", "qrcode.react"];

test("the table lists every part", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(join("src", name), "utf8"));
  const names = sources.flatMap((source) =>
    Array.from(source.matchAll(/\bimport\(\s*"([^"]+)"/g), ([, name]) => name),
  );
  expect([...new Set(names)].toSorted()).toEqual(
    [...PARTS.map(({ name }) => name), ...ELSEWHERE].toSorted(),
  );
});

/** Blocks the script that contains the text. Returns a function that unblocks it. */
async function lose(page: Page, mark: string, how: "offline" | "gone") {
  let isLost = true;
  await page.route("**/*.js", async (route) => {
    // This request checks whether the release is still served.
    if (route.request().method() === "HEAD") return route.continue();
    const response = await route.fetch();
    if (!isLost || !(await response.text()).includes(mark)) await route.fulfill({ response });
    else if (how === "gone") await route.fulfill({ status: 404 });
    else await route.abort("internetdisconnected");
    return undefined;
  });
  return () => (isLost = false);
}

test.use({ mayBeSaid: [/net::ERR_|status of (404|401)|response code: 403|MIME type/] });

for (const part of PARTS) {
  const how = PARTS.indexOf(part) % 2 === 0 ? "offline" : "gone";
  test(`${part.name} fails to load (${how})`, async ({ page, someone, elsewhere }) => {
    await register(page, someone);
    const program = await elsewhere(someone);
    const letThrough = await lose(page, part.mark, how);
    await page.reload();
    if (part.name !== "./live-play") await number(page).fill("84");
    const address = page.url();

    await part.open(page, program);
    const failure = page.getByRole("alert").filter({ hasText: part.says ?? "couldn't be" });
    await expect(failure).toHaveCount(part.says === null ? 0 : 1);
    await part.stays(page);

    letThrough();
    if (part.says !== null) await tryAgain(page);
    await expect(part.shows(page)).toBeVisible();
    await expect(failure).toHaveCount(0);
    expect(new URL(page.url()).origin).toBe(new URL(address).origin);
    await page.unrouteAll({ behavior: "ignoreErrors" }); // A script may still be loading.
  });
}

test("after a release, a message offers to reload, and the input is kept until the next page", async ({
  page,
  someone,
}) => {
  await register(page, someone);
  await page.route("**/_next/static/**", (route) => route.fulfill({ status: 404 }));
  await number(page).fill("84");
  await press("Keyboard shortcuts")(page);
  const release = page.getByRole("alert").filter({ hasText: "A new version is available" });
  await expect(release).toBeVisible();
  await expect(number(page)).toHaveValue("84");
  // Retrying can't help, so only this message is shown, and again for each part that is gone.
  await expect(page.getByRole("alert").filter({ hasText: "couldn't be opened" })).toHaveCount(0);
  await press("Dismiss this message")(page);
  await expect(release).toHaveCount(0);
  await press("Keyboard shortcuts")(page);
  await expect(release).toBeVisible();

  await page.unroute("**/_next/static/**");
  await page.evaluate(() => Object.assign(window, { isOld: true }));
  await page.getByRole("link", { name: "History" }).click();
  await expect(page).toHaveURL(/\/history$/);
  await has("History")(page);
  expect(await page.evaluate(() => "isOld" in window)).toBe(false);
});

test("a page opened without a network waits for it, and no input is lost", async ({
  context,
  page,
  someone,
}) => {
  await register(page, someone);
  await context.setOffline(true);
  await number(page).fill("84");
  await page.getByRole("link", { name: "Statistics" }).click();
  await expect(connection(page)).toHaveText(/^Offline/);
  await expect(number(page)).toHaveValue("84");
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/statistics$/);
  await has("Statistics")(page);
  await isLive(page);
});
