/** Every state of the web app that has a picture. */
import { expect, type Locator, type Page } from "@playwright/test";
import { play, PLAYER } from "../../tests/fixtures";
import type { Look } from "./looks";
import { type Answer, PLAYING, type Scene } from "./mocked";

interface Picture {
  path: string;
  looks: readonly Look[];
  scene?: Partial<Scene>;
  /** From the page to the state. */
  reach?: (page: Page, scene: Scene) => Promise<void>;
  /** What the page shows once the state is reached. */
  shows: (page: Page) => Locator;
}

const ALL = ["light", "dark", "phone"] as const;
const LIGHT = ["light"] as const;
const VISITOR = { player: null };
const NEW_PLAYER = { hasPlays: false };

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const alert = (page: Page) => page.locator("main [role=alert]");
const dialog = (page: Page) => page.getByRole("dialog");
const connection = (words: RegExp) => (page: Page) =>
  page.getByTestId("connection").filter({ hasText: words });

function refused(status: number, code: string, detail: string, attr: string | null = null): Answer {
  return { status, body: { type: "client_error", errors: [{ code, detail, attr }] } };
}

const RESTARTING = refused(503, "service_unavailable", "Unavailable.");

const played = (number: number, prize: number | null): Partial<Scene> => ({
  answers: { "POST /api/game/play/": { status: 200, body: play(1205, number, prize) } },
});

async function playNumber(page: Page, number: number) {
  await page.getByLabel("Your number").fill(String(number));
  await page.getByRole("button", { name: /^Play/ }).click();
}

const isReady = (page: Page) => expect(connection(/^Live/)(page)).toBeVisible();

const unanswered = (...paths: string[]): Partial<Scene> => ({
  answers: Object.fromEntries(paths.map((path) => [`GET ${path}`, "never" as const])),
});

const VISITORS: Record<string, Picture> = {
  landing: { path: "/", looks: ALL, scene: VISITOR, shows: heading },
  "sign-in": { path: "/login", looks: ALL, scene: VISITOR, shows: heading },
  register: { path: "/register", looks: ALL, scene: VISITOR, shows: heading },
  "register-refused": {
    path: "/register",
    looks: LIGHT,
    scene: VISITOR,
    reach: (page) => page.getByRole("button", { name: "Register" }).click(),
    shows: (page) => page.getByText("Please check these fields"),
  },
  "sign-in-limited": {
    path: "/login",
    looks: LIGHT,
    scene: {
      ...VISITOR,
      answers: {
        "POST /auth/api/login/": { status: 429, headers: { "Retry-After": "42" } },
      },
    },
    async reach(page) {
      await page.getByLabel("Email").fill("ada@example.com");
      await page.getByLabel("Password", { exact: true }).fill("seven wooden boats");
      await page.getByRole("button", { name: "Sign in" }).click();
    },
    shows: alert,
  },
  forgot: { path: "/forgot", looks: LIGHT, scene: VISITOR, shows: heading },
  reset: {
    path: "/reset#token=none",
    looks: LIGHT,
    scene: VISITOR,
    shows: (page) => page.getByLabel("New password", { exact: true }),
  },
  "not-found": { path: "/nowhere", looks: LIGHT, scene: VISITOR, shows: heading },
  status: {
    path: "/status",
    looks: LIGHT,
    scene: VISITOR,
    shows: (page) => page.getByText("All systems are operational."),
  },
  "status-degraded": {
    path: "/status",
    looks: LIGHT,
    scene: {
      ...VISITOR,
      answers: {
        "GET /health/": {
          status: 200,
          body: {
            status: "degraded",
            version: "1.0.0",
            build: "unknown",
            checks: { database: "read_only", cache: "up", channel_layer: "up", tasks: "down" },
          },
        },
      },
    },
    shows: heading,
  },
};

const PLAYERS: Record<string, Picture> = {
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
  "play-new": { path: "/play", looks: ALL, scene: NEW_PLAYER, shows: connection(/^Live/) },
  play: { path: "/play", looks: ALL, shows: connection(/^Live/) },
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
      await isReady(page);
      await page.context().setOffline(true);
      await playNumber(page, 842);
    },
    shows: alert,
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
      await isReady(page);
      answers["POST /auth/api/token/refresh/"] = refused(401, "token_not_valid", "Not valid.");
      await playNumber(page, 842);
    },
    shows: dialog,
  },
  "play-shortcuts": {
    path: "/play",
    looks: LIGHT,
    async reach(page) {
      await isReady(page);
      await page.keyboard.press("?");
    },
    shows: dialog,
  },
  history: { path: "/history", looks: ALL, shows: cell("9998") },
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
    looks: ALL,
    shows: (page) => page.getByRole("heading", { name: "Plays by day" }),
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
  "account-delete": {
    path: "/account",
    looks: LIGHT,
    reach: (page) => page.getByRole("button", { name: "Delete account…" }).click(),
    shows: dialog,
  },
};

function cell(name: string) {
  return (page: Page) => page.getByRole("cell", { name, exact: true }).first();
}

export const PICTURES: Record<string, Picture> = { ...VISITORS, ...PLAYERS };

export const sceneOf = ({ scene }: Picture): Scene => ({
  ...PLAYING,
  ...scene,
  answers: { ...scene?.answers },
});
