import { type Tab } from "./browser";
import { click, expect, fill, isShown, path, register, shown, test } from "./test";

async function play(tab: Tab, number: number) {
  await fill(tab, "Your number", String(number));
  await click(tab, { role: "button", name: `Play ${String(number)}` });
}

test("a player registers, plays, reads the history, signs out and signs in again", async ({
  tab,
  webUrl,
  someone,
}) => {
  await register(tab, webUrl, someone);
  await play(tab, 842);
  await isShown(tab, /You won \+421/);
  await play(tab, 841);
  await isShown(tab, /Odd loses · 840 would have paid 420/);

  await click(tab, { role: "link", name: "History" });
  await expect.poll(() => path(tab)).toBe("/history");
  await isShown(tab, /841 .*842 /);

  await click(tab, { role: "button", name: `Account menu for ${someone.username}` });
  await click(tab, { role: "menuitem", name: "Sign out" });
  await expect.poll(() => path(tab)).toBe("/login");
  await isShown(tab, /You're signed out\./);

  await fill(tab, "Email", someone.email);
  await fill(tab, "Password", someone.password);
  await click(tab, { role: "button", name: "Sign in" });
  await expect.poll(() => path(tab)).toBe("/play");
  await isShown(tab, /\bLive\b/);
});

test("two tabs show every result, and signing out in one signs out both", async ({
  tab,
  browserTabs,
  webUrl,
  someone,
}) => {
  await register(tab, webUrl, someone);
  const second = await browserTabs();
  await second.goto(`${webUrl}/play`);
  await isShown(second, /\bLive\b/);

  await play(second, 842);
  await isShown(tab, /You won \+421/);
  await play(tab, 7);
  await isShown(second, /Odd loses · 6 would have paid 0\.6/);

  await click(second, { role: "button", name: `Account menu for ${someone.username}` });
  await click(second, { role: "menuitem", name: "Sign out" });
  await expect.poll(() => path(tab)).toBe("/login");
  await isShown(tab, /You signed out in another tab\./);
});

test("a reload keeps the player signed in", async ({ tab, webUrl, someone }) => {
  await register(tab, webUrl, someone);
  await tab.goto(`${webUrl}/history`);
  await isShown(tab, /No plays yet/);
  expect(await shown(tab)).toContain(someone.username);
});
