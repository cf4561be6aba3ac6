/** The documented HTTP responses of the backend, for tests and stories, which override those that differ. */
import { http, HttpResponse } from "msw";
import { NO_STATISTICS, OTHER_DEVICE, PLAYER, RULES, THIS_DEVICE } from "./fixtures";

/** @public knip doesn't check the tests of the client package. */
export const ORIGIN = "http://localhost:8000";

export function at(path: string): string {
  return `${ORIGIN}${path}`;
}

export function refusal(status: number, code: string, detail: string, attr: string | null = null) {
  const type = status === 400 ? "validation_error" : "client_error";
  return HttpResponse.json({ type, errors: [{ code, detail, attr }] }, { status });
}

/** Returns a 429 whose header contains the time to wait. */
export function limited(seconds: number) {
  const headers = { "Retry-After": String(seconds) };
  return HttpResponse.json({ errors: [] }, { status: 429, headers });
}

export const HANDLERS = [
  http.get(at("/api/game/rules/"), () => HttpResponse.json(RULES)),
  http.get(at("/api/game/history/"), () => HttpResponse.json([])),
  http.get(at("/api/game/results/"), () =>
    HttpResponse.json({ next: null, previous: null, results: [] }),
  ),
  http.get(at("/api/game/summaries/"), () =>
    HttpResponse.json({ period: "day", seq: 0, next: null, summaries: [] }),
  ),
  http.get(at("/api/game/statistics/"), () => HttpResponse.json(NO_STATISTICS)),
  http.get(at("/auth/api/user/"), () => HttpResponse.json(PLAYER)),
  http.get(at("/auth/api/email/subscriptions/"), () =>
    HttpResponse.json({ weekly_summary: false }),
  ),
  http.get(at("/auth/api/sessions/"), () => HttpResponse.json([THIS_DEVICE, OTHER_DEVICE])),
  http.get(at("/auth/api/totp/"), () =>
    HttpResponse.json({ enabled: false, recovery_codes_left: 0 }),
  ),
  http.post(at("/auth/api/password/check/"), () => new HttpResponse(null, { status: 204 })),
  http.post(at("/auth/api/logout/"), () => new HttpResponse(null, { status: 204 })),
];
