/** The states of the play page. */
import { expect } from "@playwright/test";
import { play, PLAYER } from "../../tests/fixtures";
import type { Scene } from "./mocked";
import {
  alert,
  ALL,
  connection,
  dialog,
  EVERYWHERE,
  LIGHT,
  live,
  NEW_PLAYER,
  type Picture,
  playNumber,
  pressPlay,
  refused,
  unanswered,
} from "./picture";

const RESTARTING = refused(503, "service_unavailable", "Unavailable.");

const played = (number: number, prize: number | null): Partial<Scene> => ({
  answers: { "POST /api/game/play/": { status: 200, body: play(1205, number, prize) } },
});

export const PLAYING_STATES: Record<string, Picture> = {
  "play-loading": {
    path: "/play",
    looks: LIGHT,
    scene: unanswered("/api/game/history/", "/api/game/statistics/"),
    shows: (page) => page.getByTestId("skeleton").first(),
  },
  "play-unverified": {
    path: "/play",
    looks: LIGHT,
    scene: { player: PLAYER },
    shows: (page) => page.getByRole("button", { name: "Resend link" }),
  },
  "play-new": { path: "/play", looks: ALL, scene: NEW_PLAYER, shows: live },
  play: { path: "/play", looks: EVERYWHERE, shows: live },
  "play-win": {
    path: "/play",
    looks: ALL,
    scene: played(842, 421),
    reach: (page) => playNumber(page, 842),
    shows: (page) => page.getByText("+421").first(),
  },
  "play-lose": {
    path: "/play",
    looks: ALL,
    scene: played(7, null),
    reach: (page) => playNumber(page, 7),
    shows: (page) => page.getByText("6 would have paid 0.6").first(),
  },
  "play-invalid": {
    path: "/play",
    looks: LIGHT,
    reach: (page) => playNumber(page, 10_000),
    shows: (page) => page.getByText("Enter a whole number from 1 to 9999."),
  },
  "play-offline": {
    path: "/play",
    looks: ["light", "phone"],
    async reach(page) {
      await expect(live(page)).toBeVisible();
      await expect(page.getByTestId("waiting-plays")).toBeAttached();
      await page.context().setOffline(true);
      await pressPlay(page, 842);
    },
    shows: alert,
  },
  "play-waiting": {
    path: "/play",
    looks: ["light", "phone"],
    async reach(page) {
      await expect(live(page)).toBeVisible();
      await expect(page.getByTestId("waiting-plays")).toBeAttached();
      await page.context().setOffline(true);
      await pressPlay(page, 842);
      await page.getByRole("button", { name: "Play when online" }).click();
    },
    shows: (page) => page.getByText("1 play is waiting"),
  },
  "play-reconnecting": {
    path: "/play",
    looks: LIGHT,
    scene: {
      answers: {
        "GET /api/game/results/stream/": RESTARTING,
        "GET /api/game/results/?since": RESTARTING,
      },
      socket: null,
    },
    shows: connection(/^Reconnecting/),
  },
  "play-fallback": {
    path: "/play",
    looks: LIGHT,
    scene: {
      answers: { "GET /api/game/results/stream/": RESTARTING },
      socket: null,
    },
    shows: connection(/^Updating/),
  },
  "play-unavailable": {
    path: "/play",
    looks: LIGHT,
    scene: {
      answers: { "POST /api/game/play/": RESTARTING },
    },
    reach: (page) => playNumber(page, 842),
    shows: alert,
  },
  "play-limited": {
    path: "/play",
    looks: LIGHT,
    scene: {
      answers: { "POST /api/game/play/": { status: 429, headers: { "Retry-After": "42" } } },
    },
    reach: (page) => playNumber(page, 842),
    shows: alert,
  },
  "play-error": {
    path: "/play",
    looks: LIGHT,
    scene: { answers: { "GET /api/game/history/": refused(500, "error", "Error.") } },
    shows: (page) => alert(page).first(),
  },
  "signed-out-elsewhere": {
    path: "/play",
    looks: LIGHT,
    scene: {
      answers: { "POST /api/game/play/": refused(401, "not_authenticated", "Not signed in.") },
    },
    async reach(page, { answers }) {
      await expect(live(page)).toBeVisible();
      answers["POST /auth/api/token/refresh/"] = refused(401, "token_not_valid", "Not valid.");
      await playNumber(page, 842);
    },
    shows: dialog,
  },
  "play-shortcuts": {
    path: "/play",
    looks: LIGHT,
    async reach(page) {
      await expect(live(page)).toBeVisible();
      await page.keyboard.press("?");
    },
    shows: dialog,
  },
};
