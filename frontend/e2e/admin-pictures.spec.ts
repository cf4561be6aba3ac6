/** The pictures of docs/admin.md. */
import sharp from "sharp";
import type { Page } from "@playwright/test";
import { openPlayer, test } from "./support/admin";
import { expect } from "./support/test";

test.describe.configure({ mode: "default" });
test.use({ viewport: { width: 1280, height: 800 } });

async function picture(page: Page, name: string, height = 800) {
  await page.setViewportSize({ width: 1280, height });
  await sharp(await page.screenshot())
    .webp({ quality: 80 })
    .toFile(`../docs/images/admin-${name}.webp`);
}

test("the first page, a player, a confirmation and a search", async ({ operator }) => {
  await expect(operator.getByText("All services are available.")).toBeVisible();
  await picture(operator, "first-page");
  await openPlayer(operator, "alan");
  await picture(operator, "player", 1750);
  await operator.getByRole("button", { name: "Block" }).click();
  await picture(operator, "question", 400);
  await operator.goto("game/play/?q=grace+key:demo-grace-3");
  await picture(operator, "search", 400);
});

test("a read-only operator", async ({ viewer }) => {
  await openPlayer(viewer, "mallory");
  await picture(viewer, "read-only", 600);
});
