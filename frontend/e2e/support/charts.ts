import { expect, type Page } from "@playwright/test";

/** Scrolls to the chart, which is drawn once it is visible, and back to the top. */
export async function chartsAreDrawn(page: Page) {
  await expect(page.getByTestId("band-chart")).toBeVisible();
  await page.locator("summary").last().scrollIntoViewIfNeeded();
  await expect(
    page.getByTestId("prize-chart").locator("svg.recharts-surface").first(),
  ).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 0));
}
