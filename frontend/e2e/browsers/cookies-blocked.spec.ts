import { click, expect, fill, isShown, path, register, test } from "./test";

test.use({ blocksCookies: true });

test("without cookies, the page says so, a player can play, and a reload signs out", async ({
  tab,
  webUrl,
  someone,
}) => {
  await tab.goto(`${webUrl}/register`);
  await isShown(tab, /Your browser blocks cookies/);
  await register(tab, webUrl, someone);
  await fill(tab, "Your number", "842");
  await click(tab, { role: "button", name: "Play 842" });
  await isShown(tab, /You won \+421/);

  await tab.goto(`${webUrl}/play`);
  await expect.poll(() => path(tab)).toBe("/login");
});
