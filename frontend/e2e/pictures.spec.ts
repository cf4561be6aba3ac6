import { isLive, latest, playNumber, register, statistic, test } from "./support/test";
import { expect } from "@playwright/test";

const FOLDER = "../docs/images";

test.use({ viewport: { width: 1280, height: 720 }, contextOptions: { reducedMotion: "reduce" } });

test("the pictures of the documents are taken", async ({ page, someone }) => {
  await page.goto("/register");
  await expect(page.getByRole("button", { name: "Register" })).toBeVisible();
  await page.screenshot({ path: `${FOLDER}/registration.png` });

  await register(page, { ...someone, username: "ada_lovelace" });
  await playNumber(page, 841);
  await playNumber(page, 842);
  await expect(latest(page)).toContainText("421");
  await expect(statistic(page, "Games")).toHaveText("2");
  await isLive(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `${FOLDER}/game.png`, animations: "disabled" });
});
