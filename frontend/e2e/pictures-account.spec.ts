import type { Page } from "@playwright/test";
import {
  endedDialog,
  logInTo,
  registered,
  registeredAndVerified,
  section,
  switchOnSecondFactor,
} from "./support/account";
import { emailTo, linkIn } from "./support/mail";
import { LOOKS, playerCalled, takeWhole } from "./support/pictures";
import { expect, test } from "./support/test";

const FOLDER = "../docs/images/account";

for (const [look, { name, use }] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use({ ...use, mayBeSaid: [/status of 40[01]|response code: 403/] });
    const take = (page: Page, screen: string) =>
      page.screenshot({ path: `${FOLDER}/${screen}-${look}.png`, animations: "disabled" });
    const takeAll = (page: Page, screen: string) =>
      takeWhole(page, `${FOLDER}/${screen}-${look}.png`);

    test("the screens of visitors", async ({ page, backendUrl }) => {
      const someone = playerCalled(`${name}_verified`);
      for (const screen of ["login", "register", "forgot"]) {
        await page.goto(`/${screen}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await take(page, screen);
      }
      await page.goto("/register");
      await page.getByRole("button", { name: "Register" }).click();
      await expect(page.getByText("Please check these fields")).toBeVisible();
      await takeAll(page, "register-refused");
      await page.goto("/reset#token=none");
      await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
      await take(page, "reset");
      await page.goto("/verify#token=none");
      await expect(page.getByRole("heading", { name: "This link is invalid" })).toBeVisible();
      await take(page, "verify-refused");
      await registered(backendUrl, someone);
      await page.goto(linkIn(await emailTo(someone.email, "Welcome to NumberPlay")));
      await expect(page.getByText("If you didn't create this account")).toBeVisible();
      await take(page, "verify");
    });

    test("the screens of an account", async ({ page, elsewhere, backendUrl }) => {
      const someone = playerCalled(`${name}_account`);
      await registeredAndVerified(backendUrl, someone);
      const program = await elsewhere(someone);
      await logInTo(page, "/account", someone);
      await expect(page.getByText("This device", { exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Turn on…" })).toBeVisible();
      await takeAll(page, "account");
      const dialog = page.getByRole("dialog");
      await section(page, "Two-factor authentication")
        .getByRole("button", { name: "Turn on" })
        .click();
      await dialog.getByLabel("Password", { exact: true }).fill(someone.password);
      await dialog.getByRole("button", { name: "Continue" }).click();
      await expect(
        dialog.getByRole("img", { name: "QR code for your authenticator app" }),
      ).toBeVisible();
      await take(page, "second-factor");
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await expect(dialog).toHaveCount(0);
      await switchOnSecondFactor(page, someone);
      await take(page, "recovery-codes");
      await dialog.getByRole("button", { name: "I've saved them" }).click();
      await page.getByRole("button", { name: "Delete account…" }).click();
      await expect(dialog).toBeVisible();
      await take(page, "delete");
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(dialog).toHaveCount(0);
      await program.endOthers();
      await expect(endedDialog(page)).toBeVisible();
      await take(page, "session-ended");
    });
  });
}
