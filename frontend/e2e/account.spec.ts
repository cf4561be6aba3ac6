import { readFileSync } from "node:fs";
import { anotherBrowser, endedDialog, fillIn, logInTo, registered } from "./support/account";
import { expect, test } from "./support/test";

test.use({
  mayBeSaid: [/Failed to load resource: the server responded with a status of 40[01]/],
});

test("a device that is ended elsewhere is told at once, and asks no more", async ({
  browser,
  page,
  someone,
  webUrl,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  await logInTo(page, "/account", someone);
  const other = await anotherBrowser(browser, webUrl, someone);
  await page.reload();
  await page.getByRole("button", { name: /^End the session of Safari on iOS/ }).click();
  await expect(page.getByText("The device is signed out.")).toBeVisible();
  await expect(endedDialog(other)).toBeVisible();
  await other.getByRole("button", { name: "Leave without logging in" }).click();
  await expect(other).toHaveURL(/\/login$/);
  await expect(endedDialog(page)).toHaveCount(0);
});

test("the file of the export is what the backend says", async ({
  page,
  someone,
  elsewhere,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  const program = await elsewhere(someone);
  await program.play(842);
  await logInTo(page, "/account", someone);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download your data" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("numberplay-export.json");
  const saved = JSON.parse(readFileSync(await file.path(), "utf8")) as Record<string, unknown>;
  const told = await program.read<Record<string, unknown>>("/auth/api/user/export/");
  expect(Object.keys(saved)).toEqual(Object.keys(told));
  expect(saved["plays"]).toEqual(told["plays"]);
  expect(saved["account"]).toEqual(told["account"]);
  expect(saved["plays"]).toMatchObject([{ number: 842, prize: 421 }]);
});

test("an account is deleted with its password, and nobody gets in any more", async ({
  page,
  someone,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  await logInTo(page, "/account", someone);
  await page.getByRole("button", { name: "Delete the account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the account for good?" });
  await dialog.getByLabel("Password", { exact: true }).fill("wrong");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await dialog.getByLabel("Password", { exact: true }).fill(someone.password);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByText("Your account is deleted, with everything in it.")).toBeVisible();
  await fillIn(page, someone);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/login$/);
});
