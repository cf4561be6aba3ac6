import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { at, backend, NO_STATISTICS, ORIGIN, refusal } from "@tests/backend";
import { answerOf, createPlayerApi, createVisitorApi } from "./client";
import { ApiError, NetworkError, SignedOutError } from "./errors";

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

test("a request of the player carries the token", async () => {
  const seen = statisticsFor("first");
  const session = credentials();
  expect(await answerOf(createPlayerApi(ORIGIN, session).GET(STATISTICS))).toEqual(NO_STATISTICS);
  expect(seen).toEqual(["Bearer first"]);
  expect(session.renew).not.toHaveBeenCalled();
});

test("a refused token is renewed once and the request made again, body and key included", async () => {
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

test("a second 401 is returned", async () => {
  const seen = statisticsFor("neither");
  const call = answerOf(createPlayerApi(ORIGIN, credentials()).GET(STATISTICS));
  await expect(call).rejects.toMatchObject({ name: "ApiError", status: 401 });
  expect(seen).toEqual(["Bearer first", "Bearer second"]);
});

test("who is signed out asks nothing", async () => {
  const seen = statisticsFor("first");
  const session = { ...credentials(), token: () => Promise.reject(new SignedOutError()) };
  const call = answerOf(createPlayerApi(ORIGIN, session).GET(STATISTICS));
  await expect(call).rejects.toThrow(SignedOutError);
  expect(seen).toEqual([]);
});

test("cookies go to the session's paths and nowhere else", async () => {
  const sent = vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(() => Promise.resolve(HttpResponse.json({})));
  await visitor.POST("/auth/api/login/", { body: { email: "a@b.c", password: "x" } });
  await visitor.GET("/api/game/rules/");
  expect(sent.mock.calls.map(([, init]) => init?.credentials)).toEqual(["include", "omit"]);
});

test("an error response is thrown with the backend's errors", async () => {
  backend.use(http.post(at("/auth/api/login/"), () => refusal(401, "invalid_credentials", "No.")));
  const call = answerOf(visitor.POST("/auth/api/login/", { body: { email: "a", password: "b" } }));
  const error = await call.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    entries: [{ code: "invalid_credentials", detail: "No.", attr: null }],
  });
});

test.each([
  ["no answer", () => HttpResponse.error()],
  ["a page instead of an answer", () => HttpResponse.html("<h1>Maintenance</h1>")],
])("%s is a network error", async (_name, answer) => {
  backend.use(http.get(at("/api/game/rules/"), answer));
  await expect(answerOf(visitor.GET("/api/game/rules/"))).rejects.toThrow(NetworkError);
});

test("an answer that takes longer than 15 seconds is lost", async () => {
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

test("a cancelled request reports no network error", async () => {
  const asking = new AbortController();
  const call = answerOf(visitor.GET("/api/game/rules/", { signal: asking.signal }));
  asking.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
});

test("an answer without a body is an answer", async () => {
  const call = createPlayerApi(ORIGIN, credentials()).POST("/auth/api/logout/");
  await expect(answerOf(call)).resolves.toBeUndefined();
});
