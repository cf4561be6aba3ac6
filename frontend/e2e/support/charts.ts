import { expect, type Page } from "@playwright/test";

export async function chartsAreDrawn(page: Page) {
  await expect(page.getByTestId("chart")).toHaveCount(5);
}
