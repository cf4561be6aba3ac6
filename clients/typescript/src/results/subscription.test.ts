import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HttpResponse } from "msw";
import { play, refusal } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import {
  eventOf,
  holdClock,
  openSubscription,
  pass,
  passUntil,
  refuseSockets,
  servePolls,
  serveStreams,
} from "./subscription-test-kit.ts";

beforeEach(holdClock);
afterEach(() => void vi.useRealTimers());

const STREAMING = { state: "fallback", transport: "stream" };
const POLLING = { state: "fallback", transport: "polling" };
const blocked = () => new HttpResponse(null, { status: 403 });

test("ten minutes of refused handshakes renew no token that the server accepts", async () => {
  servePolls(() => 0);
  serveStreams();
  const { subscription, credentials } = openSubscription();
  for (let passed = 0; passed < 600_000; passed += 5000) {
    if (FakeSocket.opened.at(-1)?.readyState === FakeSocket.CONNECTING) FakeSocket.last.refuse();
    await pass(5000);
  }
  expect(FakeSocket.opened.length).toBeGreaterThan(15);
  expect(credentials.renew).not.toHaveBeenCalled();
  subscription.stop();
});

test("refused handshakes renew a token that is out of date once", async () => {
  let isFirst = true;
  const refuseFirst = () => {
    const answer = isFirst ? refusal(401, "token_not_valid", "Expired.") : null;
    isFirst = false;
    return answer;
  };
  const streams = serveStreams(refuseFirst);
  servePolls(() => 0, refuseFirst);
  const { subscription, credentials, status } = openSubscription();
  await pass();
  await refuseSockets(5);
  await passUntil(() => streams.length > 0);
  expect(credentials.renew).toHaveBeenCalledExactlyOnceWith("first");
  expect(streams[0]?.token).toBe("Bearer second");
  streams[0]?.send("retry: 1000\nid: 0\n\n");
  await passUntil(() => status()?.state === "fallback");
  subscription.stop();
});

test("results arrive by the event stream while handshakes are refused, and by WebSocket once one is accepted", async () => {
  const asked = servePolls(() => 4 + seqs.length);
  const streams = serveStreams();
  const { subscription, seqs, status } = openSubscription(4);
  await pass();
  await refuseSockets(2);
  await passUntil(() => streams.length === 1);
  expect(streams[0]).toMatchObject({ since: "4", token: "Bearer first" });
  streams[0]?.send("retry: 1000\nid: 4\n\n");
  await passUntil(() => status()?.state === "fallback");
  expect(status()).toEqual(STREAMING);
  streams[0]?.send(eventOf(5) + eventOf(6).slice(0, 20));
  streams[0]?.send(eventOf(6).slice(20));
  await passUntil(() => seqs.length === 2);

  const opened = FakeSocket.opened.length;
  await passUntil(() => FakeSocket.opened.length > opened);
  expect(FakeSocket.last.url).toContain("since=6");
  FakeSocket.last.accept();
  expect(status()).toEqual(STREAMING);
  FakeSocket.last.receive({ type: "game_result", ...play(7) });
  streams[0]?.send(eventOf(7));
  FakeSocket.last.receive({ type: "pong", seq: 7 });
  await pass();
  expect(status()).toMatchObject({ state: "live" });
  expect(streams[0]?.isClosed).toBe(true);
  expect(seqs).toEqual([5, 6, 7]);
  const before = asked.length;
  await pass(20_000);
  expect(asked).toHaveLength(before);
  subscription.stop();
});

test("a WebSocket works again within 60 seconds on the fallback", async () => {
  servePolls(() => 0);
  serveStreams();
  const { subscription } = openSubscription();
  await pass();
  await refuseSockets(9);
  const opened = FakeSocket.opened.length;
  const before = performance.now();
  await passUntil(() => FakeSocket.opened.length > opened);
  expect(performance.now() - before).toBeLessThanOrEqual(31_000);
  subscription.stop();
});

test("sockets that open and then freeze are replaced by the event stream, and aren't reported as live again", async () => {
  servePolls(() => seqs.length);
  const streams = serveStreams();
  const { subscription, status, states, seqs } = openSubscription();
  await pass();
  FakeSocket.last.accept();
  await passUntil(() => streams.length === 1);
  streams[0]?.send("retry: 1000\nid: 0\n\n");
  await passUntil(() => status()?.state === "fallback");
  const before = states().length;
  for (let round = 0; round < 3; round += 1) {
    const opened = FakeSocket.opened.length;
    await passUntil(() => FakeSocket.opened.length > opened);
    FakeSocket.last.accept();
    streams[0]?.send(`:\n\n${eventOf(round + 1)}`);
    await pass(9000);
  }
  expect(states().slice(before)).not.toContainEqual(expect.objectContaining({ state: "live" }));
  expect(seqs).toEqual([1, 2, 3]);
  expect(streams).toHaveLength(1);
  subscription.stop();
});

test("a silent WebSocket that had worked is replaced by the event stream", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription } = openSubscription();
  await pass();
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  await pass(25_000 + 8000);
  expect(streams).toHaveLength(1);
  subscription.stop();
});

test.each<[string, () => Response]>([
  ["refused", blocked],
  ["answered by another server", () => HttpResponse.html("<h1>Proxy</h1>")],
  ["lost", () => HttpResponse.error()],
])("results are polled while the event stream is %s", async (_name, answer) => {
  let newest = 3;
  const asked = servePolls(() => newest);
  serveStreams(answer);
  const { subscription, seqs, status } = openSubscription(3);
  await pass();
  await refuseSockets(2);
  await passUntil(() => status()?.state === "fallback");
  expect(status()).toEqual(POLLING);
  newest = 130;
  await passUntil(() => seqs.length === 127);
  expect(seqs).toEqual(Array.from({ length: 127 }, (_, index) => index + 4));
  expect(asked).toContain(103);
  subscription.stop();
});

test("an event stream that a proxy holds back is replaced by polling, and tried again later", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription, status } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => status()?.state === "fallback");
  expect(status()).toEqual(POLLING);
  expect(streams[0]?.isClosed).toBe(true);
  await passUntil(() => streams.length === 2);
  streams[1]?.send(":\n\n");
  await passUntil(() => (status() as { transport?: string }).transport === "stream");
  subscription.stop();
});

test("a silent event stream is replaced, and the next one resumes from the last result", async () => {
  servePolls(() => 1);
  const streams = serveStreams();
  const { subscription, seqs } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => streams.length === 1);
  streams[0]?.send(eventOf(1));
  await passUntil(() => seqs.length === 1);
  await passUntil(() => streams.length === 2);
  expect(streams[0]?.isClosed).toBe(true);
  expect(streams[1]?.since).toBe("1");
  subscription.stop();
});

test("an ended event stream is retried after Retry-After at the earliest", async () => {
  servePolls(() => 0);
  const times: number[] = [];
  serveStreams(() => {
    times.push(performance.now());
    return HttpResponse.json({ errors: [] }, { status: 429, headers: { "Retry-After": "40" } });
  });
  const { subscription } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => times.length === 2);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(40_000);
  subscription.stop();
});

test("the state is offline, with the time of the next attempt, while nothing can be reached", async () => {
  servePolls(
    () => 0,
    () => HttpResponse.error(),
  );
  serveStreams(() => HttpResponse.error());
  const { subscription, status } = openSubscription();
  await pass();
  await refuseSockets(3);
  await pass();
  expect(status()).toEqual({ state: "offline", retryAt: expect.any(Number) as number });
  subscription.stop();
});

test("a lost connection isn't offline while the event stream works", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription, states } = openSubscription();
  await pass();
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  FakeSocket.last.end(1006);
  await pass();
  await passUntil(() => FakeSocket.opened.length === 2);
  FakeSocket.last.refuse();
  await passUntil(() => streams.length === 1);
  streams[0]?.send("retry: 4000\nid: 0\n\n");
  await pass();
  streams[0]?.end();
  const ended = performance.now();
  await passUntil(() => streams.length === 2);
  expect(performance.now() - ended).toBeGreaterThanOrEqual(4000);
  const seen = states().map(({ state }) => state);
  expect(seen.filter((state, index) => state !== seen[index - 1])).toEqual([
    "connecting",
    "live",
    "connecting",
    "fallback",
  ]);
  subscription.stop();
});

test.each([
  ["a handshake that isn't answered", () => {}],
  ["a socket that opens and isn't answered", () => FakeSocket.last.accept()],
])("%s is complemented by the event stream after four seconds", async (_name, act) => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription } = openSubscription();
  await pass();
  act();
  await pass(3500);
  expect(streams).toHaveLength(0);
  await pass(250);
  expect(streams).toHaveLength(1);
  expect(FakeSocket.opened).toHaveLength(1);
  subscription.stop();
});

test("after flooding, the event stream is used until the next attempt", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription } = openSubscription();
  await pass();
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  FakeSocket.last.end(1008);
  await pass(4250);
  expect(streams).toHaveLength(1);
  expect(FakeSocket.opened).toHaveLength(1);
  subscription.stop();
});

test("a pong that is ahead leads to a resume only if the results don't arrive", async () => {
  const { subscription } = openSubscription();
  await pass();
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 1 });
  FakeSocket.last.receive({ type: "game_result", ...play(1) });
  await pass(5000);
  expect(FakeSocket.last.sent).toEqual([{ type: "ping" }]);
  FakeSocket.last.receive({ type: "pong", seq: 2 });
  await pass(2000);
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "resume", since: 1 });
  subscription.stop();
});

test("the player is signed out if the event stream refuses a new token too", async () => {
  servePolls(() => 0);
  let refused = 0;
  serveStreams(() => {
    refused += 1;
    return refusal(401, "token_not_valid", "Expired.");
  });
  const { subscription, credentials, status, onSignedOut } = openSubscription();
  await pass();
  await refuseSockets(1);
  await passUntil(() => status()?.state === "signed-out");
  expect(refused).toBe(2);
  expect(credentials.renew).toHaveBeenCalledTimes(1);
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  const opened = FakeSocket.opened.length;
  await pass(60_000);
  expect(FakeSocket.opened).toHaveLength(opened);
  subscription.stop();
});

test("a page of results without a member counts as a failed poll", async () => {
  servePolls(
    () => 0,
    () => HttpResponse.json({ results: [{ seq: 1 }], seq: 1 }),
  );
  serveStreams(blocked);
  const { subscription, seqs, status } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => status()?.state === "offline");
  expect(seqs).toEqual([]);
  subscription.stop();
});

test("the state is signed-out when the player is, and nothing is tried any more", async () => {
  const asked = servePolls(() => 0);
  const streams = serveStreams();
  const { subscription, credentials, status } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => streams.length === 1);
  credentials.token.mockResolvedValue(null);
  streams[0]?.end();
  await passUntil(() => status()?.state === "signed-out");
  const before = [asked.length, FakeSocket.opened.length];
  await pass(60_000);
  expect([asked.length, FakeSocket.opened.length]).toEqual(before);
  expect(streams).toHaveLength(1);
  subscription.stop();
});

test("a stopped subscription reports nothing and leaves no timer", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription, seqs, states } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => streams.length === 1);
  streams[0]?.send(":\n\n");
  await pass(50);
  const before = states().length;
  subscription.stop();
  await pass(60_000);
  expect(states()).toHaveLength(before);
  expect(seqs).toEqual([]);
  expect(streams[0]?.isClosed).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
