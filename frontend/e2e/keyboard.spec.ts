import type { Locator, Page } from "@playwright/test";
import { expect, latest, announced, test } from "./support/test";

test("a whole session works with the keyboard alone", async ({ page, someone }) => {
  const { keyboard } = page;
  await page.goto("/");
  await keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await tabTo(page, page.getByRole("link", { name: "Start playing" }));
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/register$/);

  await tabTo(page, page.getByLabel("Username"));
  await keyboard.type(someone.username);
  await tabTo(page, page.getByLabel("Email"));
  await keyboard.type(someone.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await keyboard.type(someone.password);
  await keyboard.press("Enter");
  const field = page.getByLabel("Your number");
  await expect(field).toBeVisible();

  await keyboard.type("842");
  await expect(field).toBeFocused();
  await expect(page.getByTestId("preview")).toHaveText("Even · pays 421, half of it");
  await keyboard.press("Enter");
  await expect(latest(page)).toHaveText("842You won +421");
  await keyboard.press("ArrowDown");
  await expect(field).toHaveValue("841");
  await keyboard.press("Enter");
  await expect(latest(page)).toHaveText("841Odd loses · 840 would have paid 420");
  await keyboard.press("r");
  await expect(field).toHaveValue(/^[1-9]\d{0,3}$/);

  await keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await keyboard.press("Escape");
  await expect(help).toHaveCount(0);

  await tabTo(page, page.getByRole("link", { name: "Statistics" }), "Shift+Tab");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Statistics", level: 1 })).toBeFocused();
  await tabTo(page, page.locator("summary").first());
  await keyboard.press("Enter");
  await expect(page.getByRole("table")).toBeVisible();

  await tabTo(
    page,
    page.getByRole("button", { name: `Account menu for ${someone.username}` }),
    "Shift+Tab",
  );
  await keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Account" })).toBeFocused();
  await keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByText("You're signed out.")).toBeVisible();
});

test("a whole session works with a screen reader alone", async ({ page, someone }) => {
  const main = page.getByRole("main");
  await page.goto("/");
  await main.getByRole("link", { name: "Start playing" }).click();
  await main.getByRole("textbox", { name: "Username" }).fill(someone.username);
  await main.getByRole("textbox", { name: "Email" }).fill(someone.email);
  await main.getByRole("textbox", { name: "Password" }).fill(someone.password);
  await main.getByRole("button", { name: "Register" }).click();

  const form = main.getByRole("form", { name: "Play a number" });
  const field = form.getByRole("textbox", { name: "Your number" });
  await expect(field).toHaveAccessibleDescription("Pick a number from 1 to 9999");
  await field.fill("842");
  await form.getByRole("button", { name: "Play" }).click();
  await expect(announced(page)).toHaveText(["842 wins 421 points."]);
  await field.fill("841");
  await form.getByRole("button", { name: "Play" }).click();
  await expect(announced(page)).toHaveText(["842 wins 421 points.", "841 loses."]);
  await expect(main.getByRole("table", { name: "Your latest results" })).toMatchAriaSnapshot(`
    - table "Your latest results":
      - caption: Your latest results
      - rowgroup:
        - row "Number Result Points":
          - columnheader "Number"
          - columnheader "Result"
          - columnheader "Points"
      - rowgroup:
        - row "841 Lost 0"
        - row "842 Won +421"
  `);
  await expect(main.getByRole("region", { name: "Your totals" })).toMatchAriaSnapshot(`
    - region "Your totals":
      - term: Plays
      - definition: "2"
      - term: Win rate
      - definition: 50%
  `);

  await expect(main.getByRole("region", { name: "Last twenty" })).toMatchAriaSnapshot(`
    - region "Last twenty":
      - 'list "Your last 2 plays, oldest first: 1 won, 1 lost"':
        - listitem: 842 wins 421 points.
        - listitem: 841 loses.
  `);

  const menu = page.getByRole("banner").getByRole("button", { name: /^Account menu for/ });
  await menu.click();
  await page.getByRole("menuitem", { name: "Account" }).click();
  await main.getByRole("switch", { name: "Reduce motion" }).press("Space");
  await expect(main.getByRole("switch", { name: "Reduce motion" })).toBeChecked();
  await menu.click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(main.getByRole("status").filter({ hasText: "You're signed out." })).toBeVisible();
});

async function tabTo(page: Page, place: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await expect(place).toBeVisible();
  for (let presses = 0; presses < 30; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(place).toBeFocused();
}
