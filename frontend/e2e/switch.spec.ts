/** Another player signs in from one tab while the other tab has a request in progress. */
import {
  expect,
  isLive,
  latest,
  logIn,
  logOut,
  playNumber,
  recent,
  register,
  test,
} from "./support/test";

test.use({ mayBeSaid: [/net::ERR_FAILED|status of 401/] });

test("a play whose response is lost isn't retried as the next player", async ({
  context,
  page,
  someone,
  elsewhere,
}) => {
  const bob = { ...someone, username: `b${someone.username}`, email: `b${someone.email}` };
  const stranger = await context.browser()!.newPage();
  await register(stranger, bob);
  await stranger.close();
  await register(page, someone);
  const asked: (() => void)[] = [];
  await page.route("**/api/game/play/", async (route) => {
    await new Promise<void>((release) => asked.push(release));
    // By then, the page has abandoned the request.
    await route.abort().catch(() => {});
  });
  await playNumber(page, 842);
  await expect.poll(() => asked).toHaveLength(1);

  const second = await context.newPage();
  await second.goto("/play");
  await logOut(second, someone);
  await logIn(second, bob);
  for (const tab of [page, second]) await isLive(tab);
  asked[0]!();
  await page.unroute("**/api/game/play/");

  await playNumber(second, 603);
  for (const tab of [page, second]) {
    await expect(latest(tab)).toHaveText("603Odd loses · 602 would have paid 301");
    await expect(recent(tab)).toHaveText(["603"]);
  }
  // By then, the first tab would have tried twice.
  await page.waitForTimeout(4000);
  expect(await (await elsewhere(bob)).read("/api/game/history/")).toHaveLength(1);
  expect(await (await elsewhere(someone)).read("/api/game/history/")).toEqual([]);
});
