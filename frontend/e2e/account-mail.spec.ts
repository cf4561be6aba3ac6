import {
  anotherBrowser,
  endedDialog,
  fillIn,
  logInTo,
  registered,
  section,
} from "./support/account";
import { emailTo, linkIn } from "./support/mail";
import { expect, logIn, register, test } from "./support/test";

const REFUSED = /Failed to load resource: the server responded with a status of 40[01]/;
const banner = { name: "Verify your email address" };

test.use({ mayBeSaid: [REFUSED] });

test("a new player verifies the address by email; the link works once and leaves the address bar", async ({
  page,
  context,
  someone,
}) => {
  await register(page, someone);
  await expect(page.getByRole("complementary", banner)).toBeVisible();
  const link = linkIn(await emailTo(someone.email, "Welcome to NumberPlay"));

  const mailed = await context.newPage();
  await mailed.goto(link);
  await expect(mailed.getByRole("main").getByText(someone.username)).toBeVisible();
  await mailed.getByRole("button", { name: "Verify my address" }).click();
  await expect(
    mailed.getByRole("heading", { name: "Your address has been verified" }),
  ).toBeVisible();
  await expect(mailed).toHaveURL(/\/verify$/);
  await page.reload();
  await expect(page.getByLabel("Your number")).toBeVisible();
  await expect(page.getByRole("complementary", banner)).toHaveCount(0);

  const again = await context.newPage();
  await again.goto(link);
  await expect(again.getByRole("heading", { name: "This link is invalid" })).toBeVisible();
});

test("an account that another person registered with this address can be removed by email", async ({
  page,
  someone,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  await page.goto(linkIn(await emailTo(someone.email, "Welcome to NumberPlay")));
  await page.getByRole("button", { name: "This isn't my account" }).click();
  await page.getByRole("button", { name: "Remove my address" }).click();
  await expect(page.getByRole("heading", { name: "Your address has been removed" })).toBeVisible();
  await registered(backendUrl, { ...someone, username: `${someone.username}2` });
});

test("another link is sent on request", async ({ page, someone }) => {
  await register(page, someone);
  await page.getByRole("button", { name: "Resend link" }).click();
  await expect(page.getByText("We've sent you a link.")).toBeVisible();
  await page.goto(linkIn(await emailTo(someone.email, "Confirm your email address")));
  await page.getByRole("button", { name: "Verify my address" }).click();
  await expect(page.getByText(`${someone.email} belongs to your account.`)).toBeVisible();
});

test("a forgotten password is reset by email, and every session ends immediately", async ({
  browser,
  page,
  someone,
  webUrl,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  const other = await anotherBrowser(browser, webUrl, someone);
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("Email").fill(someone.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`If ${someone.email} belongs to an account`)).toBeVisible();

  await page.goto(linkIn(await emailTo(someone.email, "Reset your password")));
  await expect(page).toHaveURL(/\/reset$/);
  const password = page.getByLabel("New password", { exact: true });
  await password.fill("1234");
  await page.getByRole("button", { name: "Save new password" }).click();
  await expect(password).toHaveAccessibleDescription(/too short/);
  await password.fill("nine iron kettles");
  await page.getByRole("button", { name: "Save new password" }).click();
  await expect(page.getByRole("heading", { name: "Your password has been changed" })).toBeVisible();
  await expect(endedDialog(other)).toBeVisible();

  await logIn(page, someone);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await logIn(page, { ...someone, password: "nine iron kettles" });
  await expect(page).toHaveURL(/\/play$/);
});

test("the link to the new address changes it, and the old address is notified immediately", async ({
  page,
  someone,
  backendUrl,
}) => {
  const email = `new-${someone.email}`;
  await registered(backendUrl, someone);
  await logInTo(page, "/account", someone);
  await page.getByRole("button", { name: "Change email" }).click();
  await page.getByLabel("New email").fill(email);
  const form = page.getByRole("form", { name: "Change email" });
  await form.getByLabel("Password", { exact: true }).fill(someone.password);
  await form.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`Open the link we sent to ${email}`)).toBeVisible();
  expect((await emailTo(someone.email, "Your email address is about to change")).text).toContain(
    email,
  );
  await expect(section(page, "Profile").getByText(someone.email, { exact: true })).toBeVisible();

  await page.goto(linkIn(await emailTo(email, "Confirm your new email address")));
  await page.getByRole("button", { name: "Verify my address" }).click();
  await expect(page.getByText(`${email} belongs to your account.`)).toBeVisible();
  await page.goto("/account");
  await expect(section(page, "Profile").getByText(email, { exact: true })).toBeVisible();
  await expect(section(page, "Profile").getByText("Verified", { exact: true })).toBeVisible();
});

test("a new password ends the other browser's session, which can resume where it left off", async ({
  browser,
  page,
  someone,
  webUrl,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  await logInTo(page, "/account", someone);
  const other = await anotherBrowser(browser, webUrl, someone);
  await emailTo(someone.email, "New sign-in to your account", "iPhone");
  await other.getByLabel("Your number").fill("842");

  await page.getByLabel("Current password", { exact: true }).fill(someone.password);
  await page.getByLabel("New password", { exact: true }).fill("nine iron kettles");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password has been changed.")).toBeVisible();
  await emailTo(someone.email, "Your password was changed");

  await expect(endedDialog(other)).toBeVisible();
  await fillIn(other, { ...someone, password: "nine iron kettles" });
  await expect(endedDialog(other)).toHaveCount(0);
  await expect(other.getByLabel("Your number")).toHaveValue("842");
  await expect(other.getByTestId("connection")).toHaveText(/^Live/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  await expect(endedDialog(page)).toHaveCount(0);
});
