/** The service worker: pages without a network, new releases, and nothing of a player in its cache. */
import type { BrowserContext, Page } from "@playwright/test";
import { expect, isLive, logOut, playNumber, register, test } from "./support/test";

test.use({ serviceWorkers: "allow", mayBeSaid: [/net::ERR_|status of 401/] });

/** The paths that the worker keeps. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

const pagesKept = async (page: Page) =>
  (await kept(page)).filter((path) => !path.startsWith("/_next/static/")).toSorted();

/** It registers after the page has loaded. */
async function workerHas(page: Page, path: string) {
  await expect.poll(() => pagesKept(page)).toEqual(expect.arrayContaining(["/offline", path]));
}

const goOffline = (context: BrowserContext) => context.setOffline(true);

test("a page that was opened before is shown without a network, and says that it has none", async ({
  context,
  page,
  someone,
}) => {
  await register(page, someone);
  await page.goto("/play");
  await isLive(page);
  await workerHas(page, "/play");
  await goOffline(context);
  await page.reload();
  await expect(page.getByRole("banner")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "isn't responding" })).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await isLive(page);
});

test("another page says that there is no network, and opens once there is one", async ({
  context,
  page,
}) => {
  await page.goto("/login");
  await workerHas(page, "/login");
  await goOffline(context);
  await page.goto("/status?from=here");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You're offline");
  expect(page.url()).toContain("/status?from=here");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You're offline");
  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online"))).catch(() => {});
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Status");
});

test("nothing of a player is kept, neither during a session nor after it", async ({
  page,
  someone,
}) => {
  await register(page, someone);
  await page.goto("/play");
  await playNumber(page, 842);
  await isLive(page);
  await workerHas(page, "/play");
  for (const text of await textsKept(page)) {
    expect(text).not.toContain(someone.username);
    expect(text).not.toContain("842");
  }
  await logOut(page, someone);
  for (const path of await kept(page)) expect(path).not.toMatch(/^\/(api|auth|ws|health)\//);
});

const textsKept = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]!);
    const pages = (await cache.keys()).filter(({ url }) => !url.includes("/_next/static/"));
    return Promise.all(pages.map(async (each) => (await cache.match(each))!.text()));
  });

test("a page of an earlier release says so, and stays until its player leaves it", async ({
  page,
}) => {
  await page.goto("/login");
  await workerHas(page, "/login");
  await page.getByLabel("Email").fill("ada@example.com");
  const release = await page.locator("html").getAttribute("data-release");
  expect(await page.evaluate(() => caches.keys())).toEqual([`numberplay-${release!}`]);
  // What the worker of another release sends. Playwright can't replace the script of a worker.
  await page.evaluate(() => {
    const data = { release: "0123456789ab" };
    navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data }));
  });
  await expect(page.getByRole("alert").filter({ hasText: "new version" })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue("ada@example.com");

  await page.evaluate(() => Object.assign(window, { isOld: true }));
  await page.getByRole("link", { name: "Forgot" }).click();
  await expect(page).toHaveURL(/\/forgot$/);
  expect(await page.evaluate(() => "isOld" in window)).toBe(false);
});
