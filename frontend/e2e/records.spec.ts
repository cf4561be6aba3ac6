import { readFileSync } from "node:fs";
import { openWithPlays } from "./support/account";
import { expect, test } from "./support/test";

test("the history shows every result, by page and by outcome, and exports them as a file", async ({
  page,
  someone,
  elsewhere,
  backendUrl,
}) => {
  const upTo23 = Array.from({ length: 23 }, (_, index) => index + 1);
  await openWithPlays({ page, someone, elsewhere, backendUrl }, "/history", upTo23);
  await expect(page).toHaveTitle("History · NumberPlay");
  const numbers = page.locator("main tbody tr td:first-child");
  const from = (highest: number, count: number, step = 1) =>
    Array.from({ length: count }, (_, index) => String(highest - index * step));

  await expect(numbers).toHaveText(from(23, 20));
  await page.getByRole("button", { name: "Older" }).click();
  await expect(numbers).toHaveText(from(3, 3));
  await page.getByRole("button", { name: "Newer" }).click();
  await expect(numbers).toHaveText(from(23, 20));
  await page.getByText("Lost", { exact: true }).first().click();
  await expect(numbers).toHaveText(from(23, 12, 2));

  // The page and the filter survive going back and reloading.
  await page.getByText("All", { exact: true }).click();
  await page.getByRole("button", { name: "Older" }).click();
  await expect(numbers).toHaveText(from(3, 3));
  await page.reload();
  await expect(numbers).toHaveText(from(3, 3));
  await page.goBack();
  await expect(numbers).toHaveText(from(23, 20));
  await page.getByLabel("Find a number").fill("7");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 play of 7 among all your plays.")).toBeVisible();
  await expect(numbers).toHaveText(["7"]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(24);
});

test("statistics match the backend, update after a play on another device, and can be read as tables", async ({
  page,
  someone,
  elsewhere,
  backendUrl,
}) => {
  const visit = { page, someone, elsewhere, backendUrl };
  const program = await openWithPlays(visit, "/statistics", [842, 841, 902]);
  const total = (name: string) =>
    page
      .getByRole("region", { name: "All plays" })
      .locator("dt", { hasText: name })
      .locator("+ dd");
  await expect(total("Total points")).toHaveText("1,052.4");
  await expect(total("Win rate")).toHaveText("66.67%");
  await program.play(2);
  await expect(total("Total points")).toHaveText("1,052.6");

  const chart = page.getByRole("region", { name: "Points over time", exact: true });
  await chart.getByText("Show as a table").click();
  await expect(chart.getByRole("row")).toHaveText([
    /Running total/,
    "1421421",
    "20421",
    "3631.41,052.4",
    "40.21,052.6",
  ]);

  const periods = page.getByRole("region", { name: "Plays by day and week" });
  await periods.getByText("Show as a table").click();
  await expect(periods.getByRole("row").nth(1)).toHaveText(/311,052.6$/);
  await program.play(3);
  await expect(periods.getByRole("row").nth(1)).toHaveText(/321,052.6$/);
  await periods.getByText("Weeks").click();
  await expect(periods.getByRole("row").nth(1)).toHaveText(/^Week of .*321,052.6$/);
});
