import { chartsAreDrawn } from "./support/charts";
import { logInTo, registered } from "./support/account";
import { expectNoViolations } from "./support/axe";
import { expect, isLive, playNumber, test } from "./support/test";

test.use({ mayBeSaid: [/status of 404|net::ERR_/] });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("visitors' pages have no violations", async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("list", { name: "Prize bands" })).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/status");
      await expect(page.getByText("All systems are operational.")).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/nowhere");
      await expectNoViolations(page);
    });

    test("players' pages have no violations, empty, full and offline", async ({
      context,
      page,
      someone,
      elsewhere,
      backendUrl,
    }) => {
      // axe has to analyze nine pages.
      test.slow();
      await registered(backendUrl, someone);
      const program = await elsewhere(someone);
      await logInTo(page, "/history", someone);
      await expect(page.getByRole("link", { name: "Play your first number" })).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/statistics");
      await expect(page.getByText("Charts of your last plays will appear here.")).toBeVisible();
      await expectNoViolations(page);

      for (const number of [842, 841, 9998]) await program.play(number);
      await chartsAreDrawn(page);
      for (const table of await page.locator("summary").all()) await table.click();
      await expectNoViolations(page);
      await page.goto("/history");
      await expect(page.getByRole("cell", { name: "9998", exact: true })).toBeVisible();
      await expectNoViolations(page);
      await page.getByLabel("Find a number").fill("842");
      await page.keyboard.press("Enter");
      await expect(page.getByText("1 play of 842 among all your plays.")).toBeVisible();
      await expectNoViolations(page);

      await page.goto("/play");
      await isLive(page);
      await program.play(902);
      await expect(page.getByText("From another tab or device").first()).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);

      await context.setOffline(true);
      await playNumber(page, 841);
      await expect(page.locator("main [role=alert]")).toBeVisible();
      await expectNoViolations(page);
    });
  });
}
