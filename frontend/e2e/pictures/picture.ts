/** Types and helpers for the pictures of states. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { Look } from "./looks";
import type { Answer, Scene } from "./mocked";

export interface Picture {
  path: string;
  looks: readonly Look[];
  scene?: Partial<Scene>;
  /** Brings the opened page into the state. */
  reach?: (page: Page, scene: Scene) => Promise<void>;
  /** Returns the element that is visible once the state is reached. */
  shows: (page: Page) => Locator;
}

export const ALL = ["light", "dark", "phone"] as const;
export const EVERYWHERE = [
  ...ALL,
  ...(["narrow", "zoomed", "forced-colors", "arabic", "german"] as const),
] as const;
export const LIGHT = ["light"] as const;
export const NEW_PLAYER = { hasPlays: false };

export const heading = (page: Page) => page.getByRole("heading", { level: 1 });
export const alert = (page: Page) => page.locator("main [role=alert]");
export const dialog = (page: Page) => page.getByRole("dialog");
/** In every language. */
export const live = (page: Page) => page.locator('[data-phase="live"]');
export const connection = (words: RegExp) => (page: Page) =>
  page.getByTestId("connection").filter({ hasText: words });
export const cell = (name: string) => (page: Page) =>
  page.getByRole("cell", { name, exact: true }).first();

export function refused(
  status: number,
  code: string,
  detail: string,
  attr: string | null = null,
): Answer {
  return { status, body: { type: "client_error", errors: [{ code, detail, attr }] } };
}

export const unanswered = (...paths: string[]): Partial<Scene> => ({
  answers: Object.fromEntries(paths.map((path) => [`GET ${path}`, "never" as const])),
});

export async function playNumber(page: Page, number: number) {
  await expect(live(page)).toBeVisible();
  await pressPlay(page, number);
}

export async function pressPlay(page: Page, number: number) {
  await page.getByLabel("Your number").fill(String(number));
  await page.getByRole("button", { name: /^Play/ }).click();
}
