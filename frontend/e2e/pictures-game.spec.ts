import type { Page } from "@playwright/test";
import { logInTo, registered } from "./support/account";
import { expect, isLive, test } from "./support/test";

const FOLDER = "../docs/images/game";
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 } },
} as const;
const PLAYS = [842, 17, 302, 902, 441, 9998, 600, 77, 844, 5000, 333, 2];

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

for (const [look, { colorScheme, viewport }] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });
    const take = (page: Page, screen: string) =>
      page.screenshot({
        path: `${FOLDER}/${screen}-${look}.png`,
        fullPage: true,
        animations: "disabled",
      });

    test("the screens of visitors", async ({ page }) => {
      await page.goto("/");
      await expect(heading(page)).toBeVisible();
      await expect(page.getByText("70 %").first()).toBeVisible();
      await take(page, "welcome");
      await page.goto("/status");
      await expect(heading(page)).toBeVisible();
      await take(page, "status");
    });

    test("the screens of players", async ({ page, someone, elsewhere, backendUrl }) => {
      await registered(backendUrl, someone);
      const program = await elsewhere(someone);
      for (const number of PLAYS) await program.play(number);
      await logInTo(page, "/history", someone);
      await expect(page.getByRole("cell", { name: "9998" })).toBeVisible();
      await take(page, "history");
      await page.goto("/play");
      await isLive(page);
      await take(page, "play");
      await page.goto("/statistics");
      await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
      await take(page, "statistics");
    });
  });
}
