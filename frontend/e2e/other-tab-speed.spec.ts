/** Measures how long after Enter another tab shows the play, while a proxy blocks WebSockets. Needs an idle machine. */
import type { Page } from "@playwright/test";
import { expect, isLive, signUp } from "./support/test";
import { openTab, POLLING, STREAMING, test } from "./support/blocked";
import type { Proxy } from "./support/proxy";

const PLAYS = 10;

/** Returns the milliseconds until the number is in the document of the other tab. */
async function playAndMeasure(page: Page, other: Page, number: number): Promise<number> {
  const shown = other.evaluate(
    (expected) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const latest = document.querySelector("[data-testid=latest-result]")?.textContent;
          if (!latest?.includes(expected)) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    String(number),
  );
  await page.getByLabel("Your number").fill(String(number));
  // The tabs use the same clock.
  const pressed = await page.evaluate(() => performance.timeOrigin + performance.now());
  await page.keyboard.press("Enter");
  return (await shown) - pressed;
}

interface Way {
  how: string;
  /** The settings of the proxy before the first play. */
  block: Partial<Proxy>;
  state: RegExp;
  /** Whether to freeze the open sockets before each play, and let later ones through. */
  freezes: boolean;
  by: "stream" | "polling";
}

const WAYS: Way[] = [
  { how: "refused", block: { sockets: "refuse" }, state: STREAMING, freezes: false, by: "stream" },
  { how: "frozen", block: {}, state: /^Live/, freezes: true, by: "stream" },
  {
    how: "refused, event streams too",
    block: { sockets: "refuse", streams: "refuse" },
    state: POLLING,
    freezes: false,
    by: "polling",
  },
  {
    how: "frozen, event streams refused",
    block: { streams: "refuse" },
    state: /^Live/,
    freezes: true,
    by: "polling",
  },
];

for (const { how, block, state, freezes, by } of WAYS)
  test(`from Enter to another tab while WebSockets are ${how}`, async ({
    context,
    page,
    someone,
    network,
  }) => {
    Object.assign(network, block);
    await signUp(page, someone);
    await expect(page.getByTestId("connection")).toHaveText(state);
    const other = await openTab(context, state);
    const times: number[] = [];
    while (times.length < PLAYS) {
      if (freezes) {
        await expect.poll(() => network.passing).toBe(2);
        for (const tab of [page, other]) await isLive(tab);
        // The text may still be the one from the frozen sockets.
        await page.waitForTimeout(1000);
        network.freeze();
      }
      times.push(await playAndMeasure(page, other, 1111 + times.length));
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.ceil(share * PLAYS) - 1] ?? 0).toFixed(0);
    // eslint-disable-next-line no-console
    console.log(`${how}: ${String(PLAYS)} plays, median ${at(0.5)} ms, max ${at(1)} ms`);
    expect(network.streamed).toHaveLength(by === "stream" ? PLAYS : 0);
  });
