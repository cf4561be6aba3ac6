/** Measures the time from Enter to the result on the screen. Needs an idle machine. */
import type { Page } from "@playwright/test";
import { expect, register, test } from "./support/test";

const PLAYS = 200;

/** Returns the milliseconds until the frame after the result. */
async function playAndMeasure(page: Page): Promise<number> {
  await page.evaluate(() => {
    Object.assign(window, {
      measured: new Promise<number>((resolve) => {
        const before = document.querySelector("form strong")?.textContent;
        let pressed = 0;
        const press = ({ key }: KeyboardEvent) => {
          if (key === "Enter") pressed = performance.now();
        };
        document.addEventListener("keydown", press, { capture: true, once: true });
        const observer = new MutationObserver(() => {
          const now = document.querySelector("form strong")?.textContent;
          if (now === undefined || now === before) return;
          observer.disconnect();
          const painted = new MessageChannel();
          painted.port1.onmessage = () => resolve(performance.now() - pressed);
          requestAnimationFrame(() => painted.port2.postMessage(null));
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    });
  });
  await page.keyboard.press("Enter");
  return page.evaluate(() => (window as unknown as { measured: Promise<number> }).measured);
}

test("from Enter to the result on the screen", async ({ page, someone }) => {
  await register(page, someone);
  await page.getByLabel("Your number").fill("842");
  await playAndMeasure(page);
  const times: number[] = [];
  while (times.length < PLAYS) times.push(await playAndMeasure(page));
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.ceil(share * PLAYS) - 1] ?? 0).toFixed(1);
  // eslint-disable-next-line no-console
  console.log(`${String(PLAYS)} plays: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`);
  expect(times).toHaveLength(PLAYS);
});
