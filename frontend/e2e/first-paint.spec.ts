/**
 * The largest content of a page is in its HTML, so it doesn't wait for scripts or the backend, and content that arrives
 * later doesn't shift it.
 */
import type { Page } from "@playwright/test";
import { LOOKS } from "./pictures/looks";
import { mock } from "./pictures/mocked";
import { PICTURES, sceneOf } from "./pictures/scenes";
import { expect, test } from "./support/test";

test.use({ ...LOOKS.phone, mayBeSaid: [/net::ERR_FAILED|WebSocket/] });

const PAGES = [
  ...["landing", "sign-in", "register", "forgot", "reset", "status"],
  ...["play", "play-new", "history", "statistics", "account"],
];

interface Painted {
  /** In square pixels. */
  largest: number;
  shifts: string[];
}

/** The largest content painted so far, and the elements that have moved. */
const painted = (page: Page): Promise<Painted> =>
  page.evaluate(() => {
    const entries = (type: string) =>
      new Promise<PerformanceEntryList>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({
          type,
          buffered: true,
        });
        setTimeout(() => resolve([]), 1000);
      });
    return Promise.all([entries("largest-contentful-paint"), entries("layout-shift")]).then(
      ([paints, shifts]) => {
        const largest = (paints.at(-1) as LargestContentfulPaint).size;
        const moved = (shift: PerformanceEntry) =>
          (shift as LayoutShift).sources.map(({ node }) => node?.parentElement?.outerHTML ?? "");
        return { largest, shifts: shifts.flatMap(moved) };
      },
    );
  });

interface LayoutShift extends PerformanceEntry {
  sources: { node?: Node }[];
}

for (const name of PAGES) {
  test(name, async ({ page, backendUrl }) => {
    const picture = PICTURES[name]!;
    const scene = sceneOf(picture);
    // A phone's header has no room for the name.
    if (scene.player !== null) scene.player = { ...scene.player, username: "ada".repeat(10) };
    await mock(page, backendUrl, scene);
    await page.route("**/*.js", (route) => route.abort());
    await page.goto(picture.path);
    const inHtml = await painted(page);
    await page.unroute("**/*.js");

    await page.goto("about:blank");
    await page.goto(picture.path);
    await expect(picture.shows(page)).toBeVisible();
    await expect(page.locator("[data-loading]")).toHaveCount(0);
    expect(await painted(page)).toEqual({ ...inHtml, shifts: [] });
  });
}
