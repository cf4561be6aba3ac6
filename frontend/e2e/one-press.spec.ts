import type { Page } from "@playwright/test";
import { registered } from "./support/account";
import { expect, latest, recent, register, test } from "./support/test";

interface Totals {
  total_games: number;
}

/** Holds a key as a keyboard does, with each repetition marked as such. */
async function hold(page: Page, key: string) {
  for (let times = 0; times < 40; times += 1) {
    await page.keyboard.down(key);
    await page.waitForTimeout(30);
  }
  await page.keyboard.up(key);
}

const WAYS: Record<string, (page: Page) => Promise<void>> = {
  "Enter held in the field": (page) => hold(page, "Enter"),
  "Enter held on the button": async (page) => {
    await page.getByRole("button", { name: "Play" }).focus();
    await hold(page, "Enter");
  },
  "Space held on the button": async (page) => {
    await page.getByRole("button", { name: "Play" }).focus();
    await hold(page, "Space");
  },
  "Enter held anywhere": async (page) => {
    await page.getByLabel("Your number").blur();
    await hold(page, "Enter");
  },
  "a double click": (page) => page.getByRole("button", { name: "Play" }).dblclick(),
  "a triple click": (page) => page.getByRole("button", { name: "Play" }).click({ clickCount: 3 }),
};

test("one press is one play", async ({ page, someone, elsewhere }) => {
  await register(page, someone);
  const program = await elsewhere(someone);
  let plays = 0;
  for (const [way, press] of Object.entries(WAYS)) {
    await page.getByLabel("Your number").fill(String(10 + plays));
    await press(page);
    plays += 1;
    await expect(latest(page)).toContainText(String(9 + plays));
    await expect
      .poll(async () => [way, (await program.read<Totals>("/api/game/statistics/")).total_games])
      .toEqual([way, plays]);
  }
  await expect(recent(page)).toHaveText(["15", "14", "13"]);
});

test("holding Enter in a form, or double-clicking its button, submits it once", async ({
  page,
  someone,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  await page.goto("/login");
  await page.getByLabel("Email").fill(someone.email);
  await page.getByLabel("Password", { exact: true }).fill(someone.password);
  await hold(page, "Enter");
  await expect(page).toHaveURL(/\/play$/);
  await expect(page.getByLabel("Your number")).toBeVisible();
  expect(sent.filter((path) => path === "/auth/api/login/")).toHaveLength(1);

  await page.goto("/forgot");
  await page.getByLabel("Email").fill(someone.email);
  await page.getByRole("button", { name: "Send link" }).dblclick();
  await expect(page.getByText("we've sent a link to that address")).toBeVisible();
  expect(sent.filter((path) => path === "/auth/api/password/reset/")).toHaveLength(1);
});
