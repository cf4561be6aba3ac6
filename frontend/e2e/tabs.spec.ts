import {
  expect,
  isLive,
  logOut,
  latest,
  playNumber,
  recent,
  register,
  announced,
  statistic,
  test,
} from "./support/test";

test("every tab shows every result without a reload, and announces it once", async ({
  context,
  page,
  someone,
}) => {
  await register(page, someone);
  const second = await context.newPage();
  await second.goto("/play");
  await expect(second).toHaveURL(/\/play$/);
  await isLive(second);

  await playNumber(page, 842);
  await playNumber(second, 841);
  for (const tab of [page, second]) {
    await expect(recent(tab)).toHaveText(["841", "842"]);
    await expect(latest(tab)).toHaveText("841Odd loses · 840 would have paid 420");
    await expect(statistic(tab, "Plays")).toHaveText("2");
    await expect(announced(tab)).toHaveText(["842 wins 421 points.", "841 loses."]);
  }
});

test("signing out in one tab signs out the other, and signing in signs in both", async ({
  context,
  page,
  someone,
}) => {
  await register(page, someone);
  const second = await context.newPage();
  await second.goto("/play");
  await isLive(second);

  await logOut(page, someone);
  await expect(second).toHaveURL(/\/login$/);
  await expect(second.getByText("You signed out in another tab.")).toBeVisible();

  await second.getByLabel("Email").fill(someone.email);
  await second.getByLabel("Password", { exact: true }).fill(someone.password);
  await second.getByRole("button", { name: "Sign in" }).click();
  for (const tab of [page, second]) await expect(tab).toHaveURL(/\/play$/);
});

test("a reload keeps the player signed in, and no secret is stored where scripts can read it", async ({
  context,
  page,
  someone,
}) => {
  await register(page, someone);
  await page.reload();
  await isLive(page);
  await expect(
    page.getByRole("button", { name: `Account menu for ${someone.username}` }),
  ).toBeVisible();

  const stored = await page.evaluate(() => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
  ]);
  expect(stored.filter((key) => !/^numberplay:seen-devices:\d+$/.test(key))).toEqual([]);
  const cookies = await context.cookies();
  const readable = cookies
    .filter(({ httpOnly }) => !httpOnly)
    .map(({ name, value }) => `${name}=${value}`);
  expect(readable.toSorted()).toEqual(["numberplay_language=en", "numberplay_signed_in=1"]);
  const hidden = cookies.filter(({ httpOnly }) => httpOnly);
  expect(hidden).toMatchObject([{ path: "/auth/api/", sameSite: "Strict" }]);
});

test("a visitor is redirected to sign in, without a request for a session", async ({
  page,
  backendUrl,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/play");
  await expect(page).toHaveURL(/\/login$/);
  const port = new URL(backendUrl).port;
  expect(asked.filter((url) => new URL(url).port === port)).toEqual([]);
});

test.describe("with an expired token", () => {
  test.use({ mayBeSaid: [/status of 401/] });

  test("six tabs refresh the token once in total, and stay signed in", async ({
    context,
    page,
    someone,
    elsewhere,
  }) => {
    await register(page, someone);
    const tabs = [page];
    while (tabs.length < 6) {
      const tab = await context.newPage();
      await tab.goto("/play");
      await isLive(tab);
      tabs.push(tab);
    }
    const refreshes: string[] = [];
    context.on("request", (request) => {
      if (request.url().endsWith("/token/refresh/")) refreshes.push(request.method());
    });
    // Replaces the token of all tabs with one that the backend rejects.
    let held: string | undefined;
    await context.route("**/api/game/statistics/", async (route) => {
      const headers = await route.request().allHeaders();
      held ??= headers["authorization"];
      if (headers["authorization"] === held) headers["authorization"] = "Bearer of.another.time";
      await route.continue({ headers });
    });

    await (await elsewhere(someone)).play(842);
    for (const tab of tabs) {
      await expect(statistic(tab, "Total points")).toHaveText("421");
      await expect(tab.getByTestId("connection")).toHaveText(/^Live/);
    }
    expect(refreshes).toEqual(["POST"]);
  });
});
