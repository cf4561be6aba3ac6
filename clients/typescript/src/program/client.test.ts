import { beforeEach, expect, test, vi } from "vitest";
import { http, HttpResponse } from "msw";
import { accessToken, at, backend, ORIGIN, play, PLAYER, recording, refusal } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { ApiError, SignedOutError } from "../api/errors.ts";
import { createClient } from "./client.ts";

const REFRESH = at("/auth/api/token/refresh/");
const PLAY = at("/api/game/play/");
const first = { access: accessToken("first"), refresh: "refresh-1" };
const second = { access: accessToken("second"), refresh: "refresh-2" };

beforeEach(() => {
  FakeSocket.opened = [];
  // Halves the delays before retries.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

/** Returns these responses to plays, in order, and records the keys and tokens of the requests. */
function answerPlays(...answers: (() => Response)[]) {
  const asked: { key: string | null; token: string | null }[] = [];
  backend.use(
    http.post(PLAY, ({ request: { headers } }) => {
      asked.push({
        key: headers.get("Idempotency-Key"),
        token: headers.get("Authorization"),
      });
      return answers[asked.length - 1]?.() ?? HttpResponse.json(play(1));
    }),
  );
  return asked;
}

test("registering signs the player in, and reports the tokens", async () => {
  const answer = () => HttpResponse.json({ user: PLAYER, ...first }, { status: 201 });
  const sent = recording("post", "/auth/api/register/", answer);
  const onTokens = vi.fn();
  const client = createClient(ORIGIN, { onTokens });
  const given = {
    username: "ada",
    email: "ada@example.com",
    password: "seven wooden boats",
  };
  expect(await client.register(given)).toEqual(PLAYER);
  expect(sent).toEqual([given]);
  expect(onTokens.mock.calls).toEqual([[first]]);
  const asked = answerPlays();
  await client.play(42);
  expect(asked[0]?.token).toBe(`Bearer ${first.access}`);
});

test("the tokens of an earlier session are used, and renewed by the first request if the access token is missing", async () => {
  const sent = recording("post", "/auth/api/token/refresh/", () => HttpResponse.json(second));
  const asked = answerPlays();
  await createClient(ORIGIN, { tokens: first }).play(42);
  expect(sent).toEqual([]);
  const onTokens = vi.fn();
  await createClient(ORIGIN, {
    tokens: { refresh: "refresh-1" },
    onTokens,
  }).play(42);
  expect(sent).toEqual([{ refresh: "refresh-1" }]);
  expect(onTokens.mock.calls).toEqual([[second]]);
  expect(asked.map(({ token }) => token)).toEqual([
    `Bearer ${first.access}`,
    `Bearer ${second.access}`,
  ]);
});

test("nobody is signed in without tokens", async () => {
  await expect(createClient(ORIGIN).play(42)).rejects.toBeInstanceOf(SignedOutError);
});

test("a renewal whose response is lost is retried with the same token", async () => {
  const answers = [HttpResponse.error(), HttpResponse.json(second)];
  const answer = () => answers.shift() ?? HttpResponse.error();
  const sent = recording("post", "/auth/api/token/refresh/", answer);
  answerPlays();
  await createClient(ORIGIN, { tokens: { refresh: "refresh-1" } }).play(42);
  expect(sent).toEqual([{ refresh: "refresh-1" }, { refresh: "refresh-1" }]);
});

test.each([
  ["unavailable", () => refusal(503, "service_unavailable", "Try again.")],
  ["throttled", () => refusal(429, "throttled", "Try again.")],
  ["answered by another server", () => HttpResponse.html("<h1>Proxy</h1>")],
  ["answered with an unexpected body", () => HttpResponse.json({ seq: 1 })],
  ["lost", () => HttpResponse.error()],
])("a play that was %s is retried with the same key", async (_name, answer) => {
  const asked = answerPlays(answer);
  expect(await createClient(ORIGIN, { tokens: first }).play(42)).toEqual(play(1));
  expect(asked).toHaveLength(2);
  expect(asked[1]?.key).toBe(asked[0]?.key);
});

test("a rejected play isn't retried", async () => {
  const asked = answerPlays(() => refusal(400, "max_value", "Too high.", "number"));
  const client = createClient(ORIGIN, { tokens: first });
  await expect(client.play(42)).rejects.toBeInstanceOf(ApiError);
  expect(asked).toHaveLength(1);
});

test("the session ends if the server rejects a new token too", async () => {
  const refuse = () => refusal(401, "token_not_valid", "Expired.");
  const asked = answerPlays(refuse, refuse);
  backend.use(http.post(REFRESH, () => HttpResponse.json(second)));
  const client = createClient(ORIGIN, { tokens: first });
  await expect(client.play(42)).rejects.toBeInstanceOf(SignedOutError);
  await expect(client.play(42)).rejects.toBeInstanceOf(SignedOutError);
  expect(asked).toHaveLength(2);
});

test("a subscription without a position starts after the newest result, with the given WebSocket", async () => {
  backend.use(
    http.get(at("/api/game/results/"), ({ request }) => {
      const isSize1 = new URL(request.url).searchParams.get("page_size") === "1";
      return isSize1 ? HttpResponse.json({ results: [], seq: 7 }) : HttpResponse.error();
    }),
  );
  const states: string[] = [];
  const seqs: number[] = [];
  const client = createClient(ORIGIN, { tokens: first, WebSocket: FakeSocket });
  const { stop } = client.results.subscribe(null, ({ seq }) => seqs.push(seq), {
    onStatus: ({ state }) => states.push(state),
  });
  await expect.poll(() => FakeSocket.opened).toHaveLength(1);
  expect(FakeSocket.last.url).toBe("ws://localhost:8000/ws/game/?since=7");
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "game_result", ...play(8) });
  FakeSocket.last.receive({ type: "pong", seq: 8 });
  expect(seqs).toEqual([8]);
  expect(new Set(states)).toEqual(new Set(["connecting", "live"]));
  stop();
});

test("a subscription that is stopped before the newest result is known opens no connection", async () => {
  let asked = 0;
  backend.use(
    http.get(at("/api/game/results/"), () => {
      asked += 1;
      return HttpResponse.json({ results: [], seq: 7 });
    }),
  );
  const client = createClient(ORIGIN, { tokens: first, WebSocket: FakeSocket });
  client.results.subscribe(null, vi.fn()).stop();
  await expect.poll(() => asked).toBe(1);
  await new Promise((settled) => setTimeout(settled, 50));
  expect(FakeSocket.opened).toEqual([]);
});

test("the results skipped by a resync are read", async () => {
  backend.use(
    http.get(at("/api/game/results/"), ({ request }) => {
      const since = Number(new URL(request.url).searchParams.get("since"));
      const results = Array.from({ length: 100 }, (_, index) => play(since + index + 1));
      return HttpResponse.json({ results, seq: 700 });
    }),
  );
  const seqs: number[] = [];
  const onResync = vi.fn();
  const client = createClient(ORIGIN, { tokens: first, WebSocket: FakeSocket });
  const { stop } = client.results.subscribe(0, ({ seq }) => seqs.push(seq), {
    onResync,
  });
  await expect.poll(() => FakeSocket.opened).toHaveLength(1);
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "resync", seq: 700 });
  FakeSocket.last.receive({ type: "game_result", ...play(701) });
  await expect.poll(() => seqs).toHaveLength(701);
  expect(seqs).toEqual(Array.from({ length: 701 }, (_, index) => index + 1));
  expect(onResync).not.toHaveBeenCalled();
  stop();
});
