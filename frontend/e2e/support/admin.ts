/** A system with the players and operators of `manage.py demo`, and the steps of an operator in its admin. */
import { type Browser, expect, type Page } from "@playwright/test";
import { startBackend, startWebApp } from "./stack";
import { test as base } from "./test";

const PASSWORD = "a demo of many numbers";
export const player = (username: string) => ({
  username,
  email: `${username}@demo.example`,
  password: PASSWORD,
});

interface Desk {
  adminUrl: string;
  siteUrl: string;
}

export const test = base.extend<{ operator: Page; viewer: Page }, { desk: Desk }>({
  desk: [
    async ({}, use) => {
      const backend = await startBackend({}, ["migrate", "demo"]);
      const webApp = await startWebApp(backend.port);
      await use({
        adminUrl: `http://127.0.0.1:${String(backend.port)}/admin/`,
        siteUrl: webApp.url,
      });
      await webApp.stop();
      await backend.stop();
    },
    { scope: "worker" },
  ],
  webUrl: ({ desk }, use) => use(desk.siteUrl),
  backendUrl: ({ desk }, use) => use(new URL(desk.adminUrl).origin),
  operator: async ({ browser, desk }, use) => use(await signedIn(browser, desk, "operator")),
  viewer: async ({ browser, desk }, use) => use(await signedIn(browser, desk, "viewer")),
});

async function signedIn(browser: Browser, { adminUrl }: Desk, username: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: adminUrl });
  const page = await context.newPage();
  await page.goto("");
  await page.getByLabel("Email").fill(player(username).email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Now" })).toBeVisible();
  return page;
}

/** Opens the page with everything about the player, found by name. */
export async function openPlayer(page: Page, username: string) {
  await page.goto(`accounts/user/?q=${username}`);
  await page.getByRole("link", { name: username, exact: true }).click();
  await expect(page.getByRole("heading", { name: username, exact: true })).toBeVisible();
}

/** Presses the button, and confirms the action on the page that follows. */
export async function confirmed(page: Page, name: string) {
  await page.getByRole("button", { name }).click();
  await page.getByRole("main").getByRole("button", { name }).click();
}

export const rowsOf = (page: Page, section: string) =>
  page.getByRole("region", { name: section }).locator("tbody tr");

export const figure = (page: Page, name: string) =>
  page.getByRole("region", { name: "Now" }).locator("dt", { hasText: name }).locator("+ dd");
