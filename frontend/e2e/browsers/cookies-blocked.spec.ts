import { click, expect, fill, isShown, path, register, test } from "./test";

test.use({ blocksCookies: true });

test("if cookies are blocked, the page shows a message, the player can play, and a reload signs them out", async ({
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
