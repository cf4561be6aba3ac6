import { expectNoViolations } from "./support/axe";
import { expect, latest, playNumber, register, test } from "./support/test";

test.use({ mayBeSaid: [/Failed to load resource: the server responded with a status of 400/] });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [path, title] of [
      ["/login", "Sign in · NumberPlay"],
      ["/register", "Register · NumberPlay"],
    ] as const) {
      test(`${path} has no violations, empty and with errors`, async ({ page }) => {
        await page.goto(path);
        await expect(page).toHaveTitle(title);
        await expectNoViolations(page);
        await page.locator("form button[type=submit]").click();
        await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
        await expectNoViolations(page);
      });
    }

    test("the form has no violations while it shows that a password isn't acceptable", async ({
      page,
    }) => {
      await page.goto("/register");
      const password = page.getByLabel("Password", { exact: true });
      await password.fill("password1");
      // The page may not be interactive yet when the field first loses focus.
      await expect(async () => {
        await password.focus();
        await page.getByLabel("Username").focus();
        await expect(password).toHaveAccessibleDescription("This password is too common.", {
          timeout: 2000,
        });
      }).toPass();
      await expectNoViolations(page);
    });

    test("/play has no violations without plays and after a win", async ({ page, someone }) => {
      await register(page, someone);
      await expectNoViolations(page);
      await playNumber(page, 842);
      await expect(latest(page)).toContainText("You won");
      await expectNoViolations(page);
    });

    test("/play has no violations after a loss and an error", async ({ page, someone }) => {
      await register(page, someone);
      await playNumber(page, 841);
      await expect(latest(page)).toContainText("loses");
      await expectNoViolations(page);
      await playNumber(page, 10_000);
      await expect(page.getByLabel("Your number")).toHaveAttribute("aria-invalid", "true");
      await expectNoViolations(page);
    });
  });
}
