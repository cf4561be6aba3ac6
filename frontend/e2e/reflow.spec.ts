import type { Page } from "@playwright/test";
import { mock, PLAYING } from "./pictures/mocked";
import { registered } from "./support/account";
import { expect, isLive, logIn, playNumber, test } from "./support/test";

/** The narrowest phone, a typical phone, and a window of 1280 pixels at 200 %. */
const VIEWPORTS = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 640, height: 400 },
];

for (const viewport of VIEWPORTS) {
  test.describe(`${String(viewport.width)} wide`, () => {
    test.use({ viewport });

    test("the pages of visitors fit", async ({ page }) => {
      for (const path of ["/", "/login", "/register", "/forgot", "/reset#token=none", "/status"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectToFit(page);
      }
    });

    test("the pages of players fit", async ({ page, someone, elsewhere, backendUrl }) => {
      const player = { ...someone, username: `w${someone.username}`.padEnd(30, "w") };
      await registered(backendUrl, player);
      const program = await elsewhere(player);
      for (const number of [842, 841, 9998]) await program.play(number);
      await logIn(page, player);
      await playNumber(page, 9998);
      await expect(page.getByTestId("latest-result")).toContainText("6,998.6");
      await expect(
        page.getByRole("complementary", { name: "Verify your email address" }),
      ).toBeVisible();
      await expectToFit(page);
      for (const path of ["/history", "/statistics", "/account"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await expectToFit(page);
      }
    });
  });
}

test.describe("a player's name", () => {
  const named = (username: string) => ({ ...PLAYING, player: { ...PLAYING.player!, username } });
  const header = (page: Page) => page.getByRole("banner");

  for (const width of [320, 390]) {
    test(`has room for twelve letters in a header ${String(width)} wide`, async ({
      page,
      backendUrl,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      await mock(page, backendUrl, named("ada_lovelace"));
      await page.goto("/play");
      await isLive(page);
      const name = header(page).getByText("ada_lovelace");
      expect(await name.evaluate((name) => name.scrollWidth - name.clientWidth)).toBe(0);
    });
  }

  test("is shown in full in the menu if it is cut off", async ({ page, backendUrl }) => {
    const username = "ada".repeat(10);
    await page.setViewportSize({ width: 390, height: 844 });
    await mock(page, backendUrl, named(username));
    await page.goto("/play");
    await isLive(page);
    const name = header(page).getByText(username);
    expect(await name.evaluate((name) => name.scrollWidth > name.clientWidth)).toBe(true);
    await expect(name).toHaveAttribute("title", username);
    await name.click();
    const whole = page.getByRole("menu").getByText(username);
    await expect(whole).toBeVisible();
    expect(await whole.evaluate((whole) => whole.scrollWidth - whole.clientWidth)).toBe(0);
    await expectToFit(page);
  });
});

/** The page doesn't scroll horizontally, and no button cuts off its text. */
async function expectToFit(page: Page) {
  const faults = await page.evaluate(() => {
    const isCut = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const root = document.documentElement;
    const cut = [...document.querySelectorAll("button, button span, a, label")].filter(
      (element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        return overflowX !== "visible" && textOverflow !== "ellipsis" && isCut(element);
      },
    );
    return [
      ...(isCut(root) ? [`the page is ${String(root.scrollWidth)} wide`] : []),
      ...cut.map((element) => element.outerHTML.slice(0, 200)),
    ];
  });
  expect(faults, page.url()).toEqual([]);
}
