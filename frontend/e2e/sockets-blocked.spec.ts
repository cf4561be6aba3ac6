/** A proxy blocks WebSockets: it refuses them, or accepts them but forwards no data. */
import type { BrowserContext, Page } from "@playwright/test";
import { openTab, POLLING, STREAMING, test } from "./support/blocked";
import {
  announced,
  expect,
  isLive,
  latest,
  playNumber,
  recent,
  signUp,
  statistic,
} from "./support/test";

function recordRefreshes(context: BrowserContext) {
  const refreshes: string[] = [];
  context.on("request", (request) => {
    if (request.url().endsWith("/token/refresh/")) refreshes.push(request.method());
  });
  return refreshes;
}

async function expectResults(tabs: Page[], numbers: string[]) {
  for (const tab of tabs) {
    await expect(recent(tab)).toHaveText(numbers.toReversed());
    await expect(latest(tab)).toContainText(numbers.at(-1)!);
    await expect(announced(tab)).toHaveCount(numbers.length);
  }
}

for (const [how, sockets, streams, state] of [
  ["WebSockets are refused", "refuse", "pass", STREAMING],
  ["WebSockets are accepted and then freeze", "freeze", "pass", STREAMING],
  ["WebSockets and event streams are refused", "refuse", "refuse", POLLING],
] as const)
  test(`while ${how}, each tab shows every result without renewing a token, and uses WebSocket once it works again`, async ({
    context,
    page,
    someone,
    network,
    elsewhere,
  }) => {
    Object.assign(network, { sockets, streams });
    await signUp(page, someone);
    await expect(page.getByTestId("connection")).toHaveText(state);
    const tabs = [page, await openTab(context, state)];
    const refreshes = recordRefreshes(context);

    await playNumber(page, 902);
    await expectResults(tabs, ["902"]);
    const program = await elsewhere(someone);
    await program.play(602);
    await expectResults(tabs, ["902", "602"]);
    const attempts = network.blocked + 3;
    await expect.poll(() => network.blocked).toBeGreaterThanOrEqual(attempts);
    expect(refreshes).toEqual([]);

    network.sockets = "pass";
    for (const tab of tabs) await isLive(tab);
    await playNumber(tabs[1]!, 303);
    for (const tab of tabs) await expect(recent(tab)).toHaveText(["303", "602", "902"]);
    await expect.poll(() => network.open).toBe(0);
    expect(refreshes).toEqual([]);
  });

test("a play reveals frozen WebSockets in each tab, and its result and later ones arrive by one event stream", async ({
  context,
  page,
  someone,
  network,
}) => {
  await signUp(page, someone);
  await isLive(page);
  const other = await openTab(context, /^Live/);
  const refreshes = recordRefreshes(context);
  const { reads } = network;
  network.sockets = "freeze";
  network.freeze();

  await playNumber(page, 902);
  await expectResults([page, other], ["902"]);
  for (const tab of [page, other])
    await expect(tab.getByTestId("connection")).toHaveText(STREAMING);
  expect(network.streamed).toEqual([1]);
  await playNumber(other, 602);
  await playNumber(page, 303);
  await expectResults([page, other], ["902", "602", "303"]);
  await expect.poll(() => network.streamed).toEqual([1, 2, 3]);
  expect([network.open, network.reads, refreshes]).toEqual([1, reads, []]);

  network.sockets = "pass";
  for (const tab of [page, other]) await isLive(tab);
  await expect.poll(() => network.open).toBe(0);
});

test("if event streams are refused too, each tab with a frozen WebSocket polls", async ({
  context,
  page,
  someone,
  network,
}) => {
  await signUp(page, someone);
  await isLive(page);
  const tabs = [page, await openTab(context, /^Live/)];
  Object.assign(network, { sockets: "freeze", streams: "refuse" });
  network.freeze();

  await playNumber(page, 902);
  await expectResults(tabs, ["902"]);
  for (const tab of tabs) await expect(tab.getByTestId("connection")).toHaveText(POLLING);
  expect(network.streamed).toEqual([]);

  Object.assign(network, { sockets: "pass", streams: "pass" });
  for (const tab of tabs) await isLive(tab);
});

test("polling stops once a WebSocket works", async ({ page, someone, network }) => {
  Object.assign(network, { sockets: "refuse", streams: "refuse" });
  const reads: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/results/?since=")) reads.push(request.url());
  });
  await signUp(page, someone);
  await expect(page.getByTestId("connection")).toHaveText(POLLING);
  expect(reads).not.toEqual([]);
  network.sockets = "pass";
  await isLive(page);
  const before = reads.length;
  await page.waitForTimeout(7000);
  expect(reads).toHaveLength(before);
});

test("eight tabs share one event stream, and requests don't wait for a connection", async ({
  context,
  page,
  someone,
  network,
  elsewhere,
}) => {
  network.sockets = "refuse";
  await signUp(page, someone);
  await expect(page.getByTestId("connection")).toHaveText(STREAMING);
  const tabs = [page];
  while (tabs.length < 8) tabs.push(await openTab(context, STREAMING));
  expect(network.open).toBe(1);

  const program = await elsewhere(someone);
  await program.play(902);
  await expectResults(tabs, ["902"]);
  const numbers = tabs.map((_, index) => 2 + 2 * index);
  await Promise.all(tabs.map((tab, index) => playNumber(tab, numbers[index]!)));
  for (const tab of tabs) await expect(statistic(tab, "Plays")).toHaveText("9");
  expect(network.open).toBe(1);

  // The first tab has the stream.
  await page.close();
  await program.play(604);
  for (const tab of tabs.slice(1)) await expect(latest(tab)).toContainText("604");
  await expect.poll(() => network.open).toBe(1);

  network.sockets = "pass";
  for (const tab of tabs.slice(1)) await isLive(tab);
  await expect.poll(() => network.open).toBe(0);
});
