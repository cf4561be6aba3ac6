/** Compares every state with its picture. `npm run screenshots` retakes the pictures. */
import type { Page } from "@playwright/test";
import { expectNoViolations } from "../support/axe";
import { expect, test } from "../support/test";
import { mock } from "./mocked";
import { type Look, LOOKS } from "./looks";
import { PICTURES, sceneOf } from "./scenes";

const NOON = Date.UTC(2026, 10, 28, 12);

/** Unlike with Playwright's clock, timers and `performance.now()` keep running. */
function stopDate(noon: number) {
  globalThis.Date = class extends Date {
    constructor(...values: [] | [string | number]) {
      if (values.length === 0) super(noon);
      else super(...values);
    }
    static override now = () => noon;
  } as DateConstructor;
}

test.use({ timezoneId: "UTC", mayBeSaid: [/status of \d+|net::ERR_|WebSocket/] });

/** Makes the window as high as the page, so that elements fixed to its edges are at the edges of the picture. */
async function growToFit(page: Page) {
  const { width, height } = page.viewportSize()!;
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, whole) });
}

for (const look of Object.keys(LOOKS) as Look[]) {
  test.describe(look, () => {
    test.use(LOOKS[look]);

    for (const [name, picture] of Object.entries(PICTURES)) {
      if (!picture.looks.includes(look)) continue;

      test(name, async ({ page, backendUrl }) => {
        await page.addInitScript(stopDate, NOON);
        const scene = sceneOf(picture);
        await mock(page, backendUrl, scene);
        await page.goto(picture.path);
        await picture.reach?.(page, scene);
        await expect(picture.shows(page)).toBeVisible();
        if (look === "print") await page.emulateMedia({ media: "print" });
        // With forced colors, the system chooses the colors.
        else if (look !== "forced-colors") await expectNoViolations(page);
        await growToFit(page);
        const roundTrip = page.getByRole("listitem").filter({ hasText: / \d+ ms/ });
        const wait = page.getByText(/ \d+ seconds?\b/);
        await expect(page).toHaveScreenshot([`${name}-${look}.png`], {
          mask: [roundTrip, wait],
          maskColor: "#e2e0d6",
        });
      });
    }
  });
}
