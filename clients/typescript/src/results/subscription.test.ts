/** The states of a subscription, and how it ends. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HttpResponse } from "msw";
import { FakeSocket } from "@tests/fake-socket";
import {
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

test("while the server can't be reached, the state is offline, with the time of the next attempt", async () => {
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

test("a lost connection isn't reported as offline while the event stream works", async () => {
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

test("when the player signs out, the state is signed-out, and no more connections are tried", async () => {
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
