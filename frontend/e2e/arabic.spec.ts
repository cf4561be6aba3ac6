/** The pages in a right-to-left language, without any English. */
import type { Page } from "@playwright/test";
import { registered } from "./support/account";
import { expectNoViolationsInBothThemes } from "./support/axe";
import { expect, test } from "./support/test";

// Chromium logs every rejected request.
test.use({ locale: "ar", mayBeSaid: [/status of 400/] });

/** The names of the product, of browsers, programs and systems, and of languages in their own language. */
const NAMES = ["NumberPlay", "Deutsch", "English", "Chrome", "Linux", "node"];

/** Commands for developers, and the key for a random number. */
const TYPED = [/make (?:run|test)/g, /\bR\b/g];

/** Returns all text that is displayed or read aloud. */
async function textsOf(page: Page): Promise<string> {
  const attributes = ["aria-label", "aria-description", "alt", "placeholder", "title"];
  return page.evaluate((names) => {
    const read = names.flatMap((name) =>
      Array.from(document.querySelectorAll(`[${name}]`), (node) => node.getAttribute(name)),
    );
    return [document.title, document.body.innerText, ...read].join("\n");
  }, attributes);
}

async function expectArabic(page: Page, own: string[] = []) {
  await expect(page.locator("html[lang=ar][dir=rtl]")).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveText(/\p{Script=Arabic}/u);
  const text = [...NAMES, ...own, ...TYPED].reduce<string>(
    (rest, name) => rest.replaceAll(name, ""),
    await textsOf(page),
  );
  expect(text.match(/\p{Script=Latin}+/gu) ?? []).toEqual([]);
  await expectNoViolationsInBothThemes(page);
}

const send = (page: Page) => page.locator("form button[type=submit]").click();

test("a visitor's pages and their errors are in Arabic", async ({ page, someone }) => {
  for (const path of [
    "/",
    "/login",
    "/register",
    "/forgot",
    "/status",
    "/reset",
    "/verify",
    "/unsubscribe",
  ]) {
    await page.goto(path);
    await expectArabic(page);
  }
  await page.goto("/register");
  await send(page);
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(3);
  await page.locator("input[name=username]").fill("a b");
  await page.locator("input[name=email]").fill(someone.email);
  await page.locator("input[name=password]").fill("123");
  await send(page);
  await expect(page.locator("input[name=password]")).toHaveAttribute("aria-invalid", "true");
  await expectArabic(page);
});

test("a player's pages are in Arabic and mirrored", async ({ page, backendUrl, someone }) => {
  const arab = { ...someone, language: "ar" };
  await registered(backendUrl, arab);
  await page.goto("/login");
  await page.locator("input[name=email]").fill(someone.email);
  await page.locator("input[name=password]").fill(someone.password);
  await send(page);
  await expect(page).toHaveURL(/\/play$/);
  for (const number of [842, 7, 10]) {
    await page.locator("form input").first().fill(String(number));
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("latest-result")).toContainText(String(number));
  }
  const own = [someone.email, someone.username];
  await expectArabic(page, own);
  const brand = await page.locator("header a").first().boundingBox();
  expect(brand!.x).toBeGreaterThan(page.viewportSize()!.width / 2);
  for (const path of ["/statistics", "/history", "/account"]) {
    await page.goto(path);
    await expect(page.locator("main h2").first()).toBeVisible();
    await expectArabic(page, own);
  }
});
