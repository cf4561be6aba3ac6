import { expect, type Page } from "@playwright/test";

/** Scrolls past the charts, as they are drawn when they are seen, and back to the top. */
export async function chartsAreDrawn(page: Page) {
  await expect(page.locator("summary")).toHaveCount(2);
  for (const chart of ["prize-chart", "band-chart"]) {
    await page
      .locator("summary")
      .nth(chart === "prize-chart" ? 0 : 1)
      .scrollIntoViewIfNeeded();
    await expect(page.getByTestId(chart).locator("svg.recharts-surface").first()).toBeVisible();
  }
  await page.evaluate(() => window.scrollTo(0, 0));
}
