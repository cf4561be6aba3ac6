/** The states of players' other pages. */
import { expect, type Page } from "@playwright/test";
import { TOTP_SETUP } from "../../tests/fixtures";
import {
  alert,
  ALL,
  cell,
  dialog,
  EVERYWHERE,
  LIGHT,
  NEW_PLAYER,
  type Picture,
  refused,
  unanswered,
} from "./picture";

async function setUpTwoFactor(page: Page) {
  await page.getByRole("button", { name: "Turn on…" }).click();
  await dialog(page).getByLabel("Password", { exact: true }).fill("seven wooden boats");
  await page.getByRole("button", { name: "Continue" }).click();
}

export const PAGES: Record<string, Picture> = {
  history: { path: "/history", looks: [...EVERYWHERE, "print"], shows: cell("9998") },
  "history-new": {
    path: "/history",
    looks: LIGHT,
    scene: NEW_PLAYER,
    shows: (page) => page.getByRole("link", { name: "Play your first number" }),
  },
  "history-loading": {
    path: "/history",
    looks: LIGHT,
    scene: unanswered("/api/game/results/"),
    shows: (page) => page.getByTestId("skeleton").first(),
  },
  "history-error": {
    path: "/history",
    looks: LIGHT,
    scene: { answers: { "GET /api/game/results/": refused(500, "error", "Error.") } },
    shows: alert,
  },
  statistics: {
    path: "/statistics",
    looks: [...EVERYWHERE, "print"],
    shows: (page) => page.getByTestId("chart").last(),
  },
  "statistics-new": {
    path: "/statistics",
    looks: LIGHT,
    scene: NEW_PLAYER,
    shows: (page) => page.getByText("Nothing to show yet"),
  },
  account: {
    path: "/account",
    looks: ALL,
    shows: (page) => page.getByRole("button", { name: "Turn on…" }),
  },
  "two-factor-setup": {
    path: "/account",
    looks: LIGHT,
    scene: { answers: { "POST /auth/api/totp/": { status: 200, body: TOTP_SETUP } } },
    reach: setUpTwoFactor,
    shows: (page) => page.getByRole("img", { name: "QR code" }),
  },
  "two-factor-codes": {
    path: "/account",
    looks: LIGHT,
    scene: {
      answers: {
        "POST /auth/api/totp/": { status: 200, body: TOTP_SETUP },
        "POST /auth/api/totp/confirm/": { status: 200, body: TOTP_SETUP },
      },
    },
    async reach(page) {
      await setUpTwoFactor(page);
      await dialog(page).getByLabel("Code").fill("123456");
      await dialog(page).getByRole("button", { name: "Turn on" }).click();
    },
    shows: (page) => page.getByRole("button", { name: "I've saved them" }),
  },
  "release-gone": {
    path: "/play",
    looks: LIGHT,
    async reach(page) {
      await expect(page.locator('[data-phase="live"]')).toBeVisible();
      // The files of the release are no longer served.
      await page.route("**/_next/static/**", (route) => route.fulfill({ status: 404 }));
      await page.keyboard.press("?");
    },
    shows: (page) => page.getByText("A new version is available"),
  },
  "account-delete": {
    path: "/account",
    looks: LIGHT,
    reach: (page) => page.getByRole("button", { name: "Delete account…" }).click(),
    shows: dialog,
  },
};
