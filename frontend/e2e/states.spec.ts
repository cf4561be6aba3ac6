import { expectNoViolationsInBothThemes } from "./support/axe";
import { startBackend, startWebApp } from "./support/stack";
import {
  expect,
  isLive,
  latest,
  playNumber,
  recent,
  register,
  statistic,
  test,
} from "./support/test";

const alert = "main [role=alert]";

test.describe("without a network", () => {
  test.use({ mayBeSaid: [/net::ERR_/] });

  test("the page shows that it is offline, keeps the input, and continues when the network is back", async ({
    context,
    page,
    someone,
  }) => {
    await register(page, someone);
    await context.setOffline(true);
    await expect(page.getByTestId("connection")).toHaveText(/^Offline/);
    await playNumber(page, 842);
    await expect(page.locator(alert)).toContainText("isn't responding");
    await expect(page.getByLabel("Your number")).toHaveValue("842");

    await context.setOffline(false);
    await isLive(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(latest(page)).toHaveText("842You won +421");
    await expect(page.locator(alert)).toHaveCount(0);
    await expect(statistic(page, "Plays")).toHaveText("1");
  });
});

test("on a slow network nothing shifts, and every press results in one play", async ({
  context,
  page,
  someone,
  elsewhere,
}) => {
  await register(page, someone);
  const network = await context.newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 800,
    downloadThroughput: 100_000,
    uploadThroughput: 50_000,
  });
  await page.reload({ waitUntil: "commit" });
  await expect(page.getByRole("heading", { name: "Play a number" })).toBeVisible();
  await expect(page.getByTestId("skeleton").first()).toBeVisible();
  await isLive(page);

  await page.getByLabel("Your number").fill("842");
  for (const key of ["Enter", "Enter", "Enter"]) await page.keyboard.press(key);
  await expect(page.getByText("3 plays on their way")).toBeVisible();
  await expect(recent(page)).toHaveText(["842", "842", "842"]);
  await expect(latest(page)).toHaveText("842You won +421");
  const program = await elsewhere(someone);
  expect(await program.read("/api/game/statistics/")).toMatchObject({ total_games: 3 });
});

test.describe("when the socket's script fails to load", () => {
  test.use({ mayBeSaid: [/net::ERR_FAILED/] });

  test("the player can still play, and the script loads later", async ({ page, someone }) => {
    await register(page, someone);
    const lost: string[] = [];
    const attempts = 2; // The attempts to load a script before the player retries.
    await page.route("**/*.js", async (route) => {
      const response = await route.fetch();
      const isLost = lost.length < attempts && (await response.text()).includes("WebSocket");
      if (isLost) lost.push(route.request().url());
      await (isLost ? route.abort() : route.fulfill({ response }));
    });
    await page.reload();
    await playNumber(page, 842);
    await expect(latest(page)).toHaveText("842You won +421");
    await isLive(page);
    expect(lost).toHaveLength(attempts);
  });
});

const limitedTest = test.extend({
  backendUrl: async ({}, use) => {
    const backend = await startBackend({ RATE_LIMIT_PLAY: "2/min" });
    await use(`http://127.0.0.1:${String(backend.port)}`);
    await backend.stop();
  },
  webUrl: async ({ backendUrl }, use) => {
    const webApp = await startWebApp(Number(new URL(backendUrl).port));
    await use(webApp.url);
    await webApp.stop();
  },
  mayBeSaid: [/status of 429/],
});

limitedTest(
  "a player who plays too often sees a countdown of the seconds to wait",
  async ({ page, someone }) => {
    await register(page, someone);
    for (const number of [842, 841]) {
      await playNumber(page, number);
      await expect(latest(page)).toContainText(String(number));
    }
    await playNumber(page, 844);
    await expect(page.locator(alert)).toContainText("Too many attempts.");
    const secondsLeft = async () => {
      const words = await page.locator(`${alert} [aria-hidden]:not(svg)`).innerText();
      return Number(/(\d+) second/.exec(words)?.[1]);
    };
    const first = await secondsLeft();
    expect(first).toBeGreaterThan(2);
    await expect.poll(secondsLeft).toBeLessThan(first - 1);
    await expectNoViolationsInBothThemes(page);
    await expect(recent(page)).toHaveText(["841", "842"]);
  },
);
