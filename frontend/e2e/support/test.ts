/** Fixtures: a new player for each test, and a page that fails the test if it logs an error. */
import { test as base, expect, type Page } from "@playwright/test";
import { type Elsewhere, elsewhere } from "./elsewhere";
import type { Player } from "./player";

export { expect };
export type { Player };

interface Fixtures {
  /** The console messages that a test allows. */
  mayBeSaid: RegExp[];
  webUrl: string;
  backendUrl: string;
  someone: Player;
  elsewhere: (player: Player) => Promise<Elsewhere>;
  quiet: undefined;
}

/** Only the tests of the service worker allow service workers (playwright.config.ts). */
const WORKER_BLOCKED = /Service Worker registration blocked by Playwright/;

export const test = base.extend<Fixtures>({
  mayBeSaid: [[], { option: true }],
  webUrl: ({}, use) => use(process.env["E2E_WEB_URL"]!),
  baseURL: ({ webUrl }, use) => use(webUrl),
  backendUrl: ({}, use) => use(`http://127.0.0.1:${process.env["E2E_BACKEND_PORT"]!}`),
  someone: async ({}, use) => {
    const username = `p${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
    await use({ username, email: `${username}@example.com`, password: "seven wooden boats" });
  },
  elsewhere: ({ backendUrl }, use) => use((player) => elsewhere(backendUrl, player)),
  quiet: [
    async ({ context, mayBeSaid }, use) => {
      const said: string[] = [];
      const listen = (page: Page) => {
        page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
        page.on("pageerror", (error) => said.push(`error: ${error.message}`));
      };
      context.on("page", listen);
      await use(undefined);
      const allowed = [...mayBeSaid, WORKER_BLOCKED];
      expect(said.filter((words) => !allowed.some((may) => may.test(words)))).toEqual([]);
    },
    { auto: true },
  ],
});

export async function register(page: Page, player: Player) {
  await signUp(page, player);
  await isLive(page);
}

/** Passes with any kind of connection. */
export async function signUp(page: Page, player: Player) {
  await page.goto("/register");
  await page.getByLabel("Username").fill(player.username);
  await page.getByLabel("Email").fill(player.email);
  await page.getByLabel("Password", { exact: true }).fill(player.password);
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page).toHaveURL(/\/play$/);
  await expect(page.getByLabel("Your number")).toBeVisible();
}

export async function logIn(page: Page, player: Player) {
  await page.goto("/login");
  await page.getByLabel("Email").fill(player.email);
  await page.getByLabel("Password", { exact: true }).fill(player.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function logOut(page: Page, { username }: Player) {
  await page.getByRole("button", { name: `Account menu for ${username}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
}

export async function playNumber(page: Page, number: number) {
  await page.getByLabel("Your number").fill(String(number));
  await page.getByRole("button", { name: /^Play(?: \d|$)/ }).click();
}

export async function isLive(page: Page) {
  await expect(page.getByTestId("connection")).toHaveText(/^Live/);
}

export const latest = (page: Page) => page.getByTestId("latest-result");
export const announced = (page: Page) => page.getByRole("log", { name: "Results" }).locator("p");

/** The last three numbers, newest first. */
export const recent = (page: Page) =>
  page.getByRole("region", { name: "Last three" }).locator("tbody tr td:first-child");

export const statistic = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "Your totals" })
    .locator("dt", { hasText: name })
    .locator("+ dd");
