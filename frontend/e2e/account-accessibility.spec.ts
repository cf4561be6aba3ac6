import { expectNoViolations } from "./support/axe";
import {
  endedDialog,
  logInTo,
  registeredAndVerified,
  switchOnSecondFactor,
} from "./support/account";
import { expect, test } from "./support/test";

test.use({
  mayBeSaid: [/Failed to load resource: the server responded with a status of 40[01]/],
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the pages that emails link to have no violations", async ({ page }) => {
      await page.goto("/forgot");
      await expect(page).toHaveTitle("Forgot password · NumberPlay");
      await expectNoViolations(page);
      await page.getByLabel("Email").fill("nobody@example.com");
      await page.getByRole("button", { name: "Send link" }).click();
      await expect(page.getByText("Check your inbox")).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/reset#token=none");
      await expect(page).toHaveTitle("New password · NumberPlay");
      await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/verify#token=none");
      await expect(page.getByRole("heading", { name: "This link is invalid" })).toBeVisible();
      await expectNoViolations(page);
    });

    test("/account and its dialogs have no violations", async ({
      page,
      someone,
      elsewhere,
      backendUrl,
    }) => {
      // axe has to analyze a long page five times.
      test.slow();
      await registeredAndVerified(backendUrl, someone);
      const program = await elsewhere(someone);
      await logInTo(page, "/account", someone);
      await expect(page).toHaveTitle("Account · NumberPlay");
      await expect(page.getByText("This device", { exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Turn on…" })).toBeVisible();
      await expectNoViolations(page);
      const { dialog } = await switchOnSecondFactor(page, someone);
      await expectNoViolations(page);
      await dialog.getByRole("button", { name: "I've saved them" }).click();
      await expect(dialog).toHaveCount(0);
      await page.getByRole("button", { name: "Delete account…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "Cancel" }).click();
      await program.endOthers();
      await expect(endedDialog(page)).toBeVisible();
      await expectNoViolations(page);
    });
  });
}
