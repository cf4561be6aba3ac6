/** Steps shared by several account tests. */
import { type Browser, expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { emailTo, linkIn } from "./mail";
import type { Elsewhere } from "./elsewhere";
import { logIn, type Player } from "./test";

/** Creates an account with the API, which is faster than the form. The form has its own tests. */
export async function registered(backendUrl: string, player: Player) {
  const answer = await fetch(`${backendUrl}/auth/api/register/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(player),
  });
  expect(answer.status).toBe(201);
}

/** Creates an account with a verified address, which two-factor authentication requires. */
export async function registeredAndVerified(backendUrl: string, player: Player) {
  await registered(backendUrl, player);
  const link = linkIn(await emailTo(player.email, "Welcome to NumberPlay"));
  const answer = await fetch(`${backendUrl}/auth/api/email/verify/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: link.split("#token=")[1] }),
  });
  expect(answer.status).toBe(200);
}

export async function logInTo(page: Page, path: string, player: Player) {
  await page.goto(path);
  await expect(page).toHaveURL(/\/login\?next=/);
  await fillIn(page, player);
  await expect(page).toHaveURL(new RegExp(`${path}$`));
}

interface Visit {
  page: Page;
  someone: Player;
  elsewhere: (player: Player) => Promise<Elsewhere>;
  backendUrl: string;
}

/** Opens a page as a new player who has played these numbers from a program. Returns the program. */
export async function openWithPlays(visit: Visit, path: string, numbers: readonly number[]) {
  const { page, someone, elsewhere, backendUrl } = visit;
  await registered(backendUrl, someone);
  const program = await elsewhere(someone);
  for (const number of numbers) await program.play(number);
  await logInTo(page, path, someone);
  return program;
}

/** The fields of the sign-in form, on its page or in a dialog. */
export async function fillIn(page: Page, { email, password }: Player) {
  const form = page.getByRole("form", { name: "Sign in" });
  await form.getByLabel("Email").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Sign in" }).click();
}

/** Opens the game in another browser of the same player. */
export async function anotherBrowser(browser: Browser, webUrl: string, player: Player) {
  const context = await browser.newContext({
    baseURL: webUrl,
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
  });
  const page = await context.newPage();
  await logIn(page, player);
  await expect(page).toHaveURL(/\/play$/);
  await expect(page.getByTestId("connection")).toHaveText(/^Live/);
  return page;
}

export const endedDialog = (page: Page) =>
  page.getByRole("dialog", { name: "Sign in to continue" });

export const section = (page: Page, name: string) => page.getByRole("region", { name });

/** Returns the code of the authenticator app, now or 30 seconds later, because each code is accepted only once. */
export function appCode(secret: string, stepsAhead = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) });
  return app.generate({ timestamp: Date.now() + stepsAhead * 30_000 });
}

/** Turns on two-factor authentication. Returns the app's key and the recovery codes. */
export async function switchOnSecondFactor(page: Page, { password }: Player) {
  await section(page, "Two-factor authentication").getByRole("button", { name: "Turn on" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn on two-factor authentication" });
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(
    dialog.getByRole("img", { name: "QR code for your authenticator app" }),
  ).toBeVisible();
  const secret = await dialog.locator("pre").innerText();
  await dialog.getByLabel("Code").fill(appCode(secret));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const items = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(items).toHaveCount(10);
  return { secret, dialog, codes: await items.allInnerTexts() };
}
