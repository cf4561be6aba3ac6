import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, latest, playNumber, register, test } from "./support/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  expect(found).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [path, title] of [
      ["/login", "Log in · NumberPlay"],
      ["/register", "Register · NumberPlay"],
    ] as const) {
      test(`${path} has no violations, empty and with errors`, async ({ page }) => {
        await page.goto(path);
        await expect(page).toHaveTitle(title);
        await expectNoViolations(page);
        await page.locator("form button[type=submit]").click();
        await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
        await expectNoViolations(page);
      });
    }

    test("/play has no violations, empty and won", async ({ page, someone }) => {
      await register(page, someone);
      await expectNoViolations(page);
      await playNumber(page, 842);
      await expect(latest(page)).toContainText("Won");
      await expectNoViolations(page);
    });

    test("/play has no violations, lost and refused", async ({ page, someone }) => {
      await register(page, someone);
      await playNumber(page, 841);
      await expect(latest(page)).toContainText("Lost");
      await expectNoViolations(page);
      await playNumber(page, 10_000);
      await expect(page.getByLabel("Your number")).toHaveAttribute("aria-invalid", "true");
      await expectNoViolations(page);
    });
  });
}
