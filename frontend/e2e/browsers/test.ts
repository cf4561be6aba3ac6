/** Fixtures: a browser that Playwright can't drive, at the project's viewport size, and a new player for each test. */
import { expect, test as base } from "../support/test";
import type { Player } from "../support/player";
import type { Browser, Start, Tab, Target } from "./browser";
import { startFirefox } from "./firefox";
import { startWebKit } from "./webkit";

export { expect };

const ENGINES = { firefox: startFirefox, webkit: startWebKit };

export interface Engine extends Start {
  engine: keyof typeof ENGINES;
}

export const test = base.extend<Engine & { browserTabs: () => Promise<Tab>; tab: Tab }>({
  engine: ["firefox", { option: true }],
  size: [{ width: 1280, height: 800 }, { option: true }],
  blocksCookies: [false, { option: true }],
  browserTabs: async ({ engine, size, blocksCookies }, use) => {
    const browser: Browser = await ENGINES[engine]({ size, blocksCookies });
    await use(() => browser.newTab());
    await browser.close();
  },
  tab: async ({ browserTabs }, use) => use(await browserTabs()),
});

/** Waits until the page contains the target. */
export async function click(tab: Tab, target: Target) {
  await expect(() => tab.click(target)).toPass();
}

/** Replaces the text of the field with this label. */
export async function fill(tab: Tab, label: string, text: string) {
  await click(tab, { label });
  await tab.evaluate("document.activeElement.select()");
  await tab.type(text);
}

export const path = (tab: Tab) => tab.evaluate("location.pathname");

/** Returns the visible text of the page, with each run of whitespace replaced by one space. */
export const shown = async (tab: Tab) =>
  String(await tab.evaluate("document.body.innerText")).replaceAll(/\s+/g, " ");

export async function isShown(tab: Tab, text: RegExp) {
  await expect.poll(() => shown(tab)).toMatch(text);
}

export async function register(tab: Tab, webUrl: string, player: Player) {
  await tab.goto(`${webUrl}/register`);
  await fill(tab, "Username", player.username);
  await fill(tab, "Email", player.email);
  await fill(tab, "Password", player.password);
  await click(tab, { role: "button", name: "Register" });
  await expect.poll(() => path(tab)).toBe("/play");
  await isShown(tab, /\bLive\b/);
}
