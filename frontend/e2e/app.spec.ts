/** The service worker: pages without a network, new releases, and a cache without any player's data. */
import type { BrowserContext, Page } from "@playwright/test";
import { inFrontOf } from "./support/next-release";
import { expect, isLive, logOut, playNumber, recent, register, test } from "./support/test";

test.use({ serviceWorkers: "allow", mayBeSaid: [/net::ERR_|status of 401/] });

/** The paths of the files that the worker has cached. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

const pagesKept = async (page: Page) =>
  (await kept(page)).filter((path) => !path.startsWith("/_next/static/")).toSorted();

/** Waits for the worker, which registers after the page has loaded. */
async function workerHas(page: Page, path: string) {
  await expect.poll(() => pagesKept(page)).toEqual(expect.arrayContaining(["/offline", path]));
}

const goOffline = (context: BrowserContext) => context.setOffline(true);

test("without a network, a page that was opened before is shown, with a message that the server isn't responding", async ({
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

test("without a network, any other page shows that you're offline, and opens once the network is back", async ({
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
  // Repeated, because the page that "Try again" has loaded may not listen yet.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("online"))).catch(() => {});
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Status", { timeout: 2000 });
  }).toPass();
});

test("none of a player's data is cached, during a session or after it", async ({
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

test("a play that the player chose to send when online is made once, after a reload and with two tabs open", async ({
  context,
  page,
  someone,
  elsewhere,
}) => {
  await register(page, someone);
  await page.goto("/play");
  await isLive(page);
  await workerHas(page, "/play");
  await expect(page.getByTestId("waiting-plays")).toBeAttached();
  const other = await context.newPage();
  await other.goto("/history");
  await isLive(other);
  await expect(other.getByTestId("waiting-plays")).toBeAttached();
  const waiting = (tab: Page) => tab.getByText("1 play is waiting for a connection");

  await goOffline(context);
  await playNumber(page, 842);
  await page.getByRole("button", { name: "Play when online" }).click();
  await expect(waiting(page)).toBeVisible();
  await expect(waiting(other)).toBeVisible();
  await page.reload();
  await expect(waiting(page)).toBeVisible();

  await context.setOffline(false);
  await expect(recent(page)).toHaveText(["842"]);
  await expect(waiting(page)).toBeHidden();
  await expect(waiting(other)).toBeHidden();
  const program = await elsewhere(someone);
  const { total_games } = await program.read<{ total_games: number }>("/api/game/statistics/");
  expect(total_games).toBe(1);
});

test("a waiting play can be canceled, and is never sent as another player's", async ({
  context,
  page,
  someone,
  elsewhere,
}) => {
  await register(page, someone);
  await page.goto("/play");
  await isLive(page);
  await workerHas(page, "/play");
  await expect(page.getByTestId("waiting-plays")).toBeAttached();
  await goOffline(context);
  for (const number of [842, 7]) {
    await playNumber(page, number);
    await page.getByRole("button", { name: "Play when online" }).click();
  }
  await page.getByRole("button", { name: "Cancel the play of 842" }).click();
  await expect(page.getByText("1 play is waiting for a connection")).toBeVisible();
  // The session ends, and another player signs in on this browser.
  await (await elsewhere(someone)).endOthers();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Leave without signing in" }).click();
  const next = { ...someone, username: `${someone.username}b`, email: `b${someone.email}` };
  await register(page, next);
  await playNumber(page, 302);
  await expect(recent(page)).toHaveText(["302"]);
  await expect(page.getByText(/waiting for a connection/)).toBeHidden();
});

const RELEASE = "0123456789ab";

test("the worker of a new release replaces the old one, and open pages show a notice until the player leaves them", async ({
  page,
  webUrl,
}) => {
  await page.goto("/login");
  const release = (await page.locator("html").getAttribute("data-release"))!;
  const front = await inFrontOf(webUrl, release);
  const names = () => page.evaluate(() => caches.keys());
  const notice = page.getByRole("alert").filter({ hasText: "A new version is available" });
  const look = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

  await page.goto(`${front.url}/login`);
  await workerHas(page, "/login");
  await page.getByLabel("Email").fill("ada@example.com");
  await look();
  expect(await names()).toEqual([`numberplay-${release}`]);
  await expect(notice).toBeHidden();

  front.publish(RELEASE);
  await look();
  await expect(notice).toBeVisible();
  await expect.poll(names).toEqual([`numberplay-${RELEASE}`]);
  await expect(page.getByLabel("Email")).toHaveValue("ada@example.com");

  await page.evaluate(() => Object.assign(window, { isOld: true }));
  await page.getByRole("link", { name: "Forgot" }).click();
  await expect(page).toHaveURL(/\/forgot$/);
  expect(await page.evaluate(() => "isOld" in window)).toBe(false);
  await front.stop();
});
