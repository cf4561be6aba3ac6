import {
  expect,
  latest,
  logIn,
  logOut,
  playNumber,
  recent,
  register,
  statistic,
  test,
} from "./support/test";

test("a new player registers, wins 421 with 842, loses with 841, and signs out", async ({
  page,
  someone,
}) => {
  await register(page, someone);
  await expect(page).toHaveTitle("Play · NumberPlay");
  await expect(
    page.getByRole("button", { name: `Account menu for ${someone.username}` }),
  ).toBeVisible();
  await expect(page.getByText("No plays yet.")).toBeVisible();

  await playNumber(page, 842);
  await expect(latest(page)).toHaveText("842You won +421");
  await playNumber(page, 841);
  await expect(latest(page)).toHaveText("841Odd loses · 840 would have paid 420");

  await expect(recent(page)).toHaveText(["841", "842"]);
  await expect(statistic(page, "Plays")).toHaveText("2");
  await expect(statistic(page, "Win rate")).toHaveText("50%");
  await expect(statistic(page, "Total points")).toHaveText("421");

  await logOut(page, someone);
  await expect(page.getByText("You're signed out.")).toBeVisible();
});

test("a visitor can try a number, and both devices show its result", async ({ page }) => {
  await page.goto("/");
  const field = page.getByLabel("A number from 1 to 9999");
  await field.fill("902");
  await expect(page.getByRole("status")).toHaveText("Even · pays 631.4, 70% of it");
  await expect(page.getByText("You won +631.4")).toHaveCount(2);
  // The example that is shown before the rules arrive.
  await field.fill("842");
  await expect(page.getByText("You won +421")).toHaveCount(2);
  await page.getByRole("link", { name: "Start playing" }).click();
  await expect(page).toHaveURL(/\/register$/);
});

test("a player signs in with email and password, and the case of the email doesn't matter", async ({
  page,
  someone,
}) => {
  await register(page, someone);
  await logOut(page, someone);
  await logIn(page, { ...someone, email: someone.email.toUpperCase() });
  await expect(page).toHaveURL(/\/play$/);
});

test.describe("errors", () => {
  test.use({
    mayBeSaid: [/Failed to load resource: the server responded with a status of 40[01]/],
  });

  test("registration shows each error at its field", async ({ page }) => {
    await page.goto("/register");
    await page.getByLabel("Username").fill("a b");
    await page.getByLabel("Email").fill("no address");
    await page.getByLabel("Password", { exact: true }).fill("1234");
    await page.getByRole("button", { name: "Register" }).click();
    for (const name of ["Username", "Email"]) {
      const field = page.getByLabel(name);
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field).toHaveAccessibleDescription(/\w+/);
    }
    await expect(page.getByLabel("Username")).toBeFocused();
  });

  test("a weak password is reported at its field", async ({ page, someone }) => {
    await page.goto("/register");
    await page.getByLabel("Username").fill(someone.username);
    await page.getByLabel("Email").fill(someone.email);
    await page.getByLabel("Password", { exact: true }).fill("1234");
    await page.getByRole("button", { name: "Register" }).click();
    const password = page.getByLabel("Password", { exact: true });
    await expect(password).toHaveAccessibleDescription(/too short.*numeric/s);
    await expect(password).toBeFocused();
  });

  test("a name that is taken is reported at its field", async ({ page, someone }) => {
    await register(page, someone);
    await logOut(page, someone);
    await page.getByRole("main").getByRole("link", { name: "Register" }).click();
    await page.getByLabel("Username").fill(someone.username.toUpperCase());
    await page.getByLabel("Email").fill(`other-${someone.email}`);
    await page.getByLabel("Password", { exact: true }).fill(someone.password);
    await page.getByRole("button", { name: "Register" }).click();
    await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/\w+/);
    await expect(page.getByLabel("Username")).toBeFocused();
    await expect(page.getByLabel("Email")).not.toHaveAttribute("aria-invalid");
  });

  test("a wrong password is reported", async ({ page, someone }) => {
    await logIn(page, someone);
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
    await expect(page).toHaveURL(/\/login$/);
  });
});

test("a number that breaks the rules is rejected before it is sent", async ({ page, someone }) => {
  await register(page, someone);
  await playNumber(page, 10_000);
  await expect(page.getByLabel("Your number")).toHaveAccessibleDescription(
    /Enter a whole number from 1 to 9999\./,
  );
  await expect(recent(page)).toHaveCount(0);
});
