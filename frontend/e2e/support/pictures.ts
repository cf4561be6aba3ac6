/** Takes the screenshots of the documents. */
import type { Page } from "@playwright/test";
import type { Player } from "./test";

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const STILL = { contextOptions: { reducedMotion: "reduce" as const } };

/** Each theme and device, with the name of its player. */
export const LOOKS = {
  light: { name: "ada", use: { ...DESKTOP, ...STILL, colorScheme: "light" as const } },
  dark: { name: "grace", use: { ...DESKTOP, ...STILL, colorScheme: "dark" as const } },
  phone: { name: "alan", use: { ...PHONE, ...STILL, colorScheme: "light" as const } },
};

export function playerCalled(username: string): Player {
  return { username, email: `${username}@example.com`, password: "seven wooden boats" };
}

/** The whole page, in a window of its height, so that sticky elements are at the bottom of the picture. */
export async function takeWhole(page: Page, path: string) {
  const window = page.viewportSize()!;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...window, height: Math.max(window.height, height) });
  await page.screenshot({ path, animations: "disabled" });
  await page.setViewportSize(window);
}
