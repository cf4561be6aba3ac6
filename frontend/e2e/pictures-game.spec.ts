import type { Page } from "@playwright/test";
import { chartsAreDrawn } from "./support/charts";
import { logInTo, registered } from "./support/account";
import { LOOKS, playerCalled, takeWhole } from "./support/pictures";
import { expect, isLive, latest, playNumber, test } from "./support/test";

const FOLDER = "../docs/images/game";
const PLAYS = [842, 17, 302, 902, 441, 9998, 600, 77, 844, 5000, 333, 2];

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

for (const [look, { name, use }] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use({ ...use, mayBeSaid: [/status of 404|net::ERR_/] });
    const take = (page: Page, screen: string) => takeWhole(page, `${FOLDER}/${screen}-${look}.png`);

    test("the screens of visitors", async ({ page }) => {
      await page.goto("/");
      await expect(heading(page)).toBeVisible();
      await expect(page.getByText("70%").first()).toBeVisible();
      await take(page, "welcome");
      await page.goto("/status");
      await expect(heading(page)).toBeVisible();
      await expect(page.getByText("All systems are operational.")).toBeVisible();
      await take(page, "status");
      await page.goto("/nowhere");
      await take(page, "not-found");
    });

    test("the screens of players", async ({ context, page, elsewhere, backendUrl }) => {
      const someone = playerCalled(name);
      await registered(backendUrl, someone);
      const program = await elsewhere(someone);
      for (const number of PLAYS) await program.play(number);
      await logInTo(page, "/history", someone);
      await expect(page.getByRole("cell", { name: "9998" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Resend link" })).toBeVisible();
      await take(page, "history");
      await page.goto("/play");
      await isLive(page);
      await playNumber(page, 842);
      await expect(latest(page)).toContainText("+421");
      await take(page, "play");
      await context.setOffline(true);
      await playNumber(page, 841);
      await expect(page.locator("main [role=alert]")).toBeVisible();
      await take(page, "offline");
      await context.setOffline(false);
      await page.goto("/statistics");
      await chartsAreDrawn(page);
      await take(page, "statistics");
    });
  });
}
