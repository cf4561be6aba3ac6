import { readFileSync } from "node:fs";
import {
  anotherBrowser,
  appCode,
  endedDialog,
  fillIn,
  logInTo,
  openWithPlays,
  registered,
  registeredAndVerified,
  switchOnSecondFactor,
} from "./support/account";
import { expectNoViolationsInBothThemes } from "./support/axe";
import { expect, isLive, logOut, test } from "./support/test";

test.use({
  mayBeSaid: [/Failed to load resource: the server responded with a status of 40[01]/],
});

test("with two-factor authentication, signing in requires a code or a recovery code, each of which works once", async ({
  page,
  someone,
  backendUrl,
}) => {
  await registeredAndVerified(backendUrl, someone);
  await logInTo(page, "/account", someone);
  const { secret, dialog, codes } = await switchOnSecondFactor(page, someone);
  await dialog.getByRole("button", { name: "I've saved them" }).click();
  await expect(page.getByText(/You have 10 recovery codes left\./)).toBeVisible();

  await page.goto("/play");
  await isLive(page);
  await logOut(page, someone);
  await fillIn(page, someone);
  const code = page.getByLabel("Code from your authenticator app");
  await expect(code).toBeFocused();
  await code.fill("000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await code.fill(appCode(secret, 1));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/play$/);
  await isLive(page);

  await logOut(page, someone);
  await fillIn(page, someone);
  await page.getByRole("button", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill(codes[0]!);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/play$/);
  await page.goto("/account");
  await expect(page.getByText(/You have 9 recovery codes left\./)).toBeVisible();

  await page.getByRole("button", { name: "Turn off…" }).click();
  const off = page.getByRole("dialog", { name: "Turn off two-factor authentication" });
  await off.getByLabel("Password", { exact: true }).fill(someone.password);
  await off.getByLabel("Code").fill(codes[1]!);
  await off.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByRole("button", { name: "Turn on…" })).toBeVisible();
});

test("a device that is signed out elsewhere shows it immediately, and sends no more requests", async ({
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
  await page.getByRole("button", { name: /^Sign out Safari on iOS/ }).click();
  await expect(page.getByText("The device has been signed out.")).toBeVisible();
  await expect(endedDialog(other)).toBeVisible();
  await expectNoViolationsInBothThemes(other);
  await other.getByRole("button", { name: "Leave without signing in" }).click();
  await expect(other).toHaveURL(/\/login$/);
  await expect(endedDialog(page)).toHaveCount(0);
});

test("a sign-in on another device is reported once", async ({
  page,
  someone,
  elsewhere,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  const looked = () => page.waitForResponse(/\/auth\/api\/sessions\/$/);
  const first = looked();
  await logInTo(page, "/history", someone);
  await first;
  await elsewhere(someone);
  await page.reload();
  await expect(page.getByText("New sign-in to your account")).toBeVisible();
  await page.getByRole("button", { name: "Show devices" }).click();
  await expect(page).toHaveURL(/\/account#devices$/);
  await expect(page.getByText("Signed-in devices").last()).toBeInViewport();

  await page.goto("/history");
  await looked();
  await expect(page.getByText("New sign-in to your account")).toHaveCount(0);
});

test("the exported file matches the backend's response", async ({
  page,
  someone,
  elsewhere,
  backendUrl,
}) => {
  const visit = { page, someone, elsewhere, backendUrl };
  const program = await openWithPlays(visit, "/account", [842]);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download your data" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("numberplay-export.json");
  const saved = JSON.parse(readFileSync(await file.path(), "utf8")) as Record<string, unknown>;
  const exported = await program.read<Record<string, unknown>>("/auth/api/user/export/");
  expect(Object.keys(saved)).toEqual(Object.keys(exported));
  expect(saved["plays"]).toEqual(exported["plays"]);
  expect(saved["account"]).toEqual(exported["account"]);
  expect(saved["plays"]).toMatchObject([{ number: 842, prize: 421 }]);
});

test("deleting an account requires the password, and signing in fails afterwards", async ({
  page,
  someone,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  await logInTo(page, "/account", someone);
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByLabel("Password", { exact: true }).fill("wrong");
  await dialog.getByRole("button", { name: "Delete permanently" }).click();
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await dialog.getByLabel("Password", { exact: true }).fill(someone.password);
  await dialog.getByRole("button", { name: "Delete permanently" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(
    page.getByText("Your account and everything in it have been deleted."),
  ).toBeVisible();
  await fillIn(page, someone);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/login$/);
});
