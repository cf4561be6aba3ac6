/** The HTTP responses of the backend, as documented. A test overrides those that differ. */
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import type { PlayResult, Rules, Statistics } from "@numberplay/client/api/types";

/** @public knip doesn't see the tests of the client package. */
export const ORIGIN = "http://localhost:8000";

/** Unlike the real rules, so that a second copy of them in the code would fail. */
export const RULES: Rules = {
  version: 1,
  range: { min: 5, max: 77 },
  parity: { even: "win", odd: "lose" },
  prize_bands: [{ above: 0, percent: 10 }],
};

export const NO_STATISTICS: Statistics = {
  total_games: 0,
  wins: 0,
  losses: 0,
  win_rate: 0,
  total_prize: 0,
  average_prize: 0,
  best_prize: 0,
  current_streak: 0,
  best_streak: 0,
  last_played: null,
};

export const PLAYER = {
  id: 1,
  username: "ada",
  email: "ada@example.com",
  email_verified: false,
  date_joined: "2026-01-01T00:00:00Z",
  language: "en",
};

export const THIS_DEVICE = {
  id: "11111111-1111-4111-8111-111111111111",
  created_at: "2026-01-01T10:00:00Z",
  last_used_at: "2026-01-02T10:00:00Z",
  ip: "192.0.2.1",
  user_agent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  current: true,
};

export const OTHER_DEVICE = {
  ...THIS_DEVICE,
  id: "22222222-2222-4222-8222-222222222222",
  ip: "192.0.2.2",
  user_agent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  current: false,
};

export function accessToken(name = "first", { player = "1", lifeSeconds = 300 } = {}): string {
  const claims = btoa(JSON.stringify({ user_id: player, iat: 1000, exp: 1000 + lifeSeconds }));
  return `header.${claims}.${name}`;
}

export function play(seq: number, number = 42, prize: number | null = 4.2): PlayResult {
  return {
    id: seq + 1000,
    seq,
    number,
    result: prize === null ? "lose" : "win",
    prize,
    played_at: "2026-01-01T00:00:00Z",
  };
}

export function at(path: string): string {
  return `${ORIGIN}${path}`;
}

export function refusal(status: number, code: string, detail: string, attr: string | null = null) {
  const type = status === 400 ? "validation_error" : "client_error";
  return HttpResponse.json({ type, errors: [{ code, detail, attr }] }, { status });
}

/** A 429 with the time to wait in a header. */
export function limited(seconds: number) {
  const headers = { "Retry-After": String(seconds) };
  return HttpResponse.json({ errors: [] }, { status: 429, headers });
}

type Sent = Record<string, unknown>;

/** Answers like `answer`, and records the bodies of requests. */
export function recording(
  method: "post" | "patch" | "delete",
  path: string,
  answer: () => Response,
) {
  const sent: Sent[] = [];
  backend.use(
    http[method](at(path), async ({ request }) => {
      const text = await request.text();
      sent.push(text === "" ? {} : (JSON.parse(text) as Sent));
      return answer();
    }),
  );
  return sent;
}

export const done = () => new HttpResponse(null, { status: 204 });
export const signedIn = (token = accessToken()) => ({ user: PLAYER, access: token });

export const backend = setupServer(
  http.get(at("/api/game/rules/"), () => HttpResponse.json(RULES)),
  http.get(at("/api/game/history/"), () => HttpResponse.json([])),
  http.get(at("/api/game/results/"), () =>
    HttpResponse.json({ next: null, previous: null, results: [] }),
  ),
  http.get(at("/api/game/statistics/"), () => HttpResponse.json(NO_STATISTICS)),
  http.get(at("/auth/api/user/"), () => HttpResponse.json(PLAYER)),
  http.get(at("/auth/api/sessions/"), () => HttpResponse.json([THIS_DEVICE, OTHER_DEVICE])),
  http.get(at("/auth/api/totp/"), () =>
    HttpResponse.json({ enabled: false, recovery_codes_left: 0 }),
  ),
  http.post(at("/auth/api/password/check/"), () => new HttpResponse(null, { status: 204 })),
  http.post(at("/auth/api/logout/"), () => new HttpResponse(null, { status: 204 })),
);
