import type { Page } from "@playwright/test";
import { expect, isLive, latest, register, test } from "./support/test";

interface Shown {
  shown: string[];
}

/** Records the number of each result that the stage shows. */
async function watchResults(page: Page) {
  await page.evaluate(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    const look = () => {
      const line = document.querySelector("[data-testid=latest-result]");
      const number = /^\d+/.exec(line?.textContent ?? "")?.[0];
      if (number !== undefined && number !== shown.at(-1)) shown.push(number);
    };
    const options = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, options);
  });
  return () => page.evaluate(() => (window as unknown as Shown).shown);
}

test("ten presses during slow plays result in ten plays, shown in order", async ({
  page,
  someone,
  elsewhere,
}) => {
  await register(page, someone);
  const keys: (string | undefined)[] = [];
  await page.route("**/api/game/play/", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await route.continue();
  });
  const shown = await watchResults(page);
  await page.getByLabel("Your number").fill("842");
  for (let press = 0; press < 10; press += 1) {
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
  }
  await expect(page.getByLabel("Your number")).toHaveValue("852");
  const numbers = Array.from({ length: 10 }, (_, press) => String(843 + press));
  await expect.poll(shown).toEqual(numbers);
  await expect(latest(page)).toHaveText("852You won +426");
  expect(new Set(keys).size).toBe(10);
  const program = await elsewhere(someone);
  expect(await program.read("/api/game/statistics/")).toMatchObject({ total_games: 10 });
  expect(await program.read("/api/game/results/?page_size=100")).toMatchObject({
    results: numbers.toReversed().map((number) => ({ number: Number(number) })),
  });
});

test("a result from another device doesn't replace the number being entered", async ({
  page,
  someone,
  elsewhere,
}) => {
  await register(page, someone);
  const program = await elsewhere(someone);
  const field = page.getByLabel("Your number");
  await program.play(842);
  await expect(latest(page)).toHaveText("842You won +421");
  await expect(field).toHaveValue("842");
  await field.fill("7");
  await program.play(902);
  await expect(latest(page)).toHaveText("902 won +631.4");
  await expect(field).toHaveValue("7");
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 360, height: 640 },
]) {
  test.describe(`a phone of ${String(viewport.width)} × ${String(viewport.height)}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test("the number pad works without scrolling and without the system's keyboard", async ({
      page,
      someone,
    }) => {
      await register(page, someone);
      const field = page.getByLabel("Your number");
      const pad = page.getByRole("group", { name: "Number pad" });
      const play = page.getByRole("button", { name: "Play 842" });
      for (const digit of "8423") await pad.getByRole("button", { name: digit }).tap();
      await pad.getByRole("button", { name: "Delete the last digit" }).tap();
      await expect(field).toHaveValue("842");
      await expect(field).not.toBeFocused();
      await expect(field).toHaveAttribute("inputmode", "none");
      for (const place of [field, pad, play]) await expect(place).toBeInViewport({ ratio: 1 });
      const bar = (await page.getByRole("navigation", { name: "Main" }).boundingBox())!;
      const button = (await play.boundingBox())!;
      expect(button.y + button.height).toBeLessThanOrEqual(bar.y);
      await play.tap();
      await expect(latest(page)).toHaveText("842You won +421");
      expect(await page.evaluate(() => window.scrollY)).toBe(0);
      await pad.getByRole("button", { name: "7" }).tap();
      await expect(field).toHaveValue("7");
      await field.tap();
      await expect(field).toHaveAttribute("inputmode", "numeric");
      await isLive(page);
    });
  });
}

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  test.use({ mayBeSaid: [/net::ERR_FAILED/] });

  test("a failed play shows an error without moving Play, which stays on the screen", async ({
    page,
    someone,
  }) => {
    await register(page, someone);
    await page.route("**/api/game/play/", (route) => route.abort());
    const play = page.getByRole("form").getByRole("button", { name: /^(Play|Try) \d/ });
    const before = await play.boundingBox();
    await play.click();
    await expect(page.getByRole("form").getByRole("alert")).toBeVisible();
    expect(await play.boundingBox()).toEqual(before);
    const navigation = await page.getByRole("navigation", { name: "Main" }).boundingBox();
    expect(before!.y + before!.height).toBeLessThanOrEqual(navigation!.y);
  });
});
