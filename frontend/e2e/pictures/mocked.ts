/** Answers a page's requests from fixtures, so that its pictures never vary. Only the rules come from the backend. */
import type { Page, WebSocketRoute } from "@playwright/test";
import {
  accessToken,
  NO_STATISTICS,
  OTHER_DEVICE,
  PLAYER,
  RESULTS,
  STATISTICS,
  SUMMARIES,
  THIS_DEVICE,
} from "../../tests/fixtures";

/** A status and body, or a request that is never answered. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "never";

export interface Scene {
  /** Null for a visitor. */
  player: typeof PLAYER | null;
  hasPlays: boolean;
  /** Answers that differ, by method and path, such as `POST /api/game/play/`. The paths of polls end in `?since`. */
  answers: Record<string, Answer>;
  /** Null if the backend refuses the WebSocket, as it does with this token. */
  socket: ((socket: WebSocketRoute) => void) | null;
}

const seq = RESULTS[0]?.seq ?? 0;

export const PLAYING: Scene = {
  player: { ...PLAYER, email_verified: true },
  hasPlays: true,
  answers: {},
  socket: (socket) => socket.onMessage(() => socket.send(JSON.stringify({ type: "pong", seq }))),
};

export async function mock(page: Page, backendUrl: string, scene: Scene) {
  const host = new URL(backendUrl).port;
  if (scene.player !== null)
    await page
      .context()
      .addCookies([{ name: "numberplay_signed_in", value: "1", domain: "localhost", path: "/" }]);
  if (scene.socket !== null) await page.routeWebSocket(new RegExp(`:${host}/ws/`), scene.socket);
  await page.route(new RegExp(`:${host}/(api|auth|health)/`), async (route) => {
    const request = route.request();
    const { pathname, searchParams } = new URL(request.url());
    const query = searchParams.has("since") ? "?since" : "";
    const answer = answersOf(scene)[`${request.method()} ${pathname}${query}`];
    if (answer === undefined) return route.continue();
    if (answer === "never") return;
    const { status, body = {}, headers } = answer;
    await route.fulfill({
      status,
      json: body,
      headers: { ...permitted(request.headers()["origin"]), ...headers },
    });
  });
}

const permitted = (origin = "") => ({
  "Access-Control-Allow-Origin": origin,
  "Access-Control-Allow-Credentials": "true",
  "Access-Control-Expose-Headers": "Retry-After",
});

function answersOf({ player, hasPlays, answers }: Scene): Record<string, Answer> {
  const results = hasPlays ? RESULTS : [];
  const refresh: Answer =
    player === null ? { status: 401 } : { status: 200, body: { access: accessToken() } };
  const held = {
    "POST /auth/api/token/refresh/": refresh,
    "GET /auth/api/user/": ok(player),
    "GET /auth/api/sessions/": ok([THIS_DEVICE, OTHER_DEVICE]),
    "GET /auth/api/email/subscriptions/": ok({ weekly_summary: false }),
    "GET /auth/api/totp/": ok({ enabled: false, recovery_codes_left: 0 }),
    "GET /api/game/history/": ok(results.slice(0, 3)),
    "GET /api/game/statistics/": ok(hasPlays ? STATISTICS : NO_STATISTICS),
    "GET /api/game/summaries/": ok(hasPlays ? SUMMARIES : { ...SUMMARIES, summaries: [] }),
    "GET /api/game/results/?since": ok({ results: [], seq }),
    "GET /api/game/results/": ok({ next: null, previous: null, results }),
  };
  return { ...held, ...answers };
}

const ok = (body: unknown): Answer => ({ status: 200, body });
