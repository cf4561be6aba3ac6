import { expectNoViolationsInBothThemes } from "./support/axe";
import { createCuttable, type Cuttable } from "./support/cuttable";
import { startWebApp } from "./support/stack";
import {
  expect,
  isLive,
  latest,
  playNumber,
  recent,
  register,
  announced,
  statistic,
  test as base,
} from "./support/test";

/** The web app with its own network between the browser and the backend. */
const test = base.extend<{ network: Cuttable }>({
  network: async ({ backendUrl }, use) => {
    const network = await createCuttable(Number(new URL(backendUrl).port));
    await use(network);
    await network.stop();
  },
  webUrl: async ({ network }, use) => {
    const webApp = await startWebApp(network.port);
    await use(webApp.url);
    await webApp.stop();
  },
});

// Chrome's message depends on the state in which the connection was cut.
test.use({ mayBeSaid: [/net::ERR_|closed before receiving a handshake response/] });

test("after a disconnect, five plays from another device arrive once each, in order", async ({
  page,
  someone,
  network,
  elsewhere,
}) => {
  await register(page, someone);
  const program = await elsewhere(someone);

  network.cut();
  await expect(page.getByTestId("connection")).toContainText("Reconnecting");
  for (const number of [2, 303, 604, 905, 9998]) await program.play(number);
  network.repair();

  await isLive(page);
  await expect(announced(page)).toHaveText([
    "2 wins 0.2 points.",
    "303 loses.",
    "604 wins 302 points.",
    "905 loses.",
    "9998 wins 6,998.6 points.",
  ]);
  await expect(recent(page)).toHaveText(["9998", "905", "604"]);
  await expect(latest(page)).toHaveText("9998You won +6,998.6");

  const truth = await program.read<{ total_prize: number }>("/api/game/statistics/");
  expect(truth.total_prize).toBe(7300.8);
  await expect(statistic(page, "Total points")).toHaveText("7,300.8");
});

test("a play that was lost in an outage is made only once, even if it is retried", async ({
  page,
  someone,
  network,
  elsewhere,
}) => {
  await register(page, someone);
  network.cut();
  await playNumber(page, 842);
  await expect(page.getByRole("alert").filter({ hasText: "isn't responding" })).toBeVisible();
  network.repair();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(latest(page)).toHaveText("842You won +421");
  await isLive(page);
  await expect(announced(page)).toHaveText(["842 wins 421 points."]);
  const program = await elsewhere(someone);
  expect(await program.read("/api/game/history/")).toHaveLength(1);
});

test("a page that waits for a connection has no violations", async ({ page, someone, network }) => {
  await register(page, someone);
  network.cut();
  await expect(page.getByTestId("connection")).toContainText("Reconnecting");
  await expectNoViolationsInBothThemes(page);
});
