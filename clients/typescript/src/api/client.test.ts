import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { at, backend, NO_STATISTICS, ORIGIN, refusal } from "@tests/backend";
import { answerOf, createPlayerApi, createVisitorApi } from "./client.ts";
import { ApiError, NetworkError, SignedOutError } from "./errors.ts";

const STATISTICS = "/api/game/statistics/";
const visitor = createVisitorApi(ORIGIN);

function credentials(...tokens: string[]) {
  return {
    token: vi.fn(() => Promise.resolve("first")),
    renew: vi.fn((_refused: string) => Promise.resolve(tokens.shift() ?? "second")),
    ended: new AbortController().signal,
  };
}

/** Returns statistics only for this token, and records the tokens that were sent. */
function statisticsFor(accepted: string) {
  const seen: (string | null)[] = [];
  backend.use(
    http.get(at(STATISTICS), ({ request }) => {
      seen.push(request.headers.get("Authorization"));
      return seen.at(-1) === `Bearer ${accepted}`
        ? HttpResponse.json(NO_STATISTICS)
        : refusal(401, "token_not_valid", "The token is not valid.");
    }),
  );
  return seen;
}

test("player requests carry the token", async () => {
  const seen = statisticsFor("first");
  const session = credentials();
  expect(await answerOf(createPlayerApi(ORIGIN, session).GET(STATISTICS))).toEqual(NO_STATISTICS);
  expect(seen).toEqual(["Bearer first"]);
  expect(session.renew).not.toHaveBeenCalled();
});

test("a rejected token is renewed once, and the request is retried with the same body and key", async () => {
  const sent: unknown[] = [];
  backend.use(
    http.post(at("/api/game/play/"), async ({ request }) => {
      const { headers } = request;
      sent.push([
        headers.get("Authorization"),
        headers.get("Idempotency-Key"),
        await request.json(),
      ]);
      return sent.length === 1
        ? refusal(401, "expired", "Expired.")
        : HttpResponse.json({ seq: 1 });
    }),
  );
  const session = credentials();
  const call = createPlayerApi(ORIGIN, session).POST("/api/game/play/", {
    params: { header: { "Idempotency-Key": "k" } },
    body: { number: 42 },
  });
  expect(await answerOf(call)).toEqual({ seq: 1 });
  expect(sent).toEqual([
    ["Bearer first", "k", { number: 42 }],
    ["Bearer second", "k", { number: 42 }],
  ]);
  expect(session.renew).toHaveBeenCalledExactlyOnceWith("first");
});

test("a second 401 throws an ApiError", async () => {
  const seen = statisticsFor("neither");
  const call = answerOf(createPlayerApi(ORIGIN, credentials()).GET(STATISTICS));
  await expect(call).rejects.toMatchObject({ name: "ApiError", status: 401 });
  expect(seen).toEqual(["Bearer first", "Bearer second"]);
});

test("signed-out users send no requests", async () => {
  const seen = statisticsFor("first");
  const session = { ...credentials(), token: () => Promise.reject(new SignedOutError()) };
  const call = answerOf(createPlayerApi(ORIGIN, session).GET(STATISTICS));
  await expect(call).rejects.toThrow(SignedOutError);
  expect(seen).toEqual([]);
});

test("cookies are only sent to the session endpoints", async () => {
  const sent = vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(() => Promise.resolve(HttpResponse.json({})));
  await visitor.POST("/auth/api/login/", { body: { email: "a@b.c", password: "x" } });
  await visitor.GET("/api/game/rules/");
  expect(sent.mock.calls.map(([, init]) => init?.credentials)).toEqual(["include", "omit"]);
});

test("an error response throws an ApiError with the backend's errors", async () => {
  backend.use(http.post(at("/auth/api/login/"), () => refusal(401, "invalid_credentials", "No.")));
  const call = answerOf(visitor.POST("/auth/api/login/", { body: { email: "a", password: "b" } }));
  const error = await call.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    entries: [{ code: "invalid_credentials", detail: "No.", attr: null }],
  });
});

test.each([
  ["no response", () => HttpResponse.error()],
  ["an HTML page instead of JSON", () => HttpResponse.html("<h1>Maintenance</h1>")],
])("%s is reported as a network error", async (_name, answer) => {
  backend.use(http.get(at("/api/game/rules/"), answer));
  await expect(answerOf(visitor.GET("/api/game/rules/"))).rejects.toThrow(NetworkError);
});

test("requests time out after 15 seconds", async () => {
  vi.useFakeTimers();
  vi.spyOn(globalThis, "fetch").mockImplementation(
    (_request, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
  );
  const call = answerOf(visitor.GET("/api/game/rules/"));
  const outcome = expect(call).rejects.toThrow(NetworkError);
  await vi.advanceTimersByTimeAsync(15_000);
  await outcome;
  vi.useRealTimers();
});

test("a canceled request throws an AbortError instead of a network error", async () => {
  const asking = new AbortController();
  const call = answerOf(visitor.GET("/api/game/rules/", { signal: asking.signal }));
  asking.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
});

test("a response without a body resolves to undefined", async () => {
  const call = createPlayerApi(ORIGIN, credentials()).POST("/auth/api/logout/");
  await expect(answerOf(call)).resolves.toBeUndefined();
});
