/** A WebSocket on which the result of a play is missing, and the event stream that is opened alongside it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HttpResponse } from "msw";
import { play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import {
  eventOf,
  holdClock,
  openLive,
  pass,
  passUntil,
  servePolls,
  serveStreams,
} from "./subscription-test-kit.ts";

beforeEach(holdClock);
afterEach(() => void vi.useRealTimers());

const BEGINNING = "retry: 1000\nid: 0\n\n";
const blocked = () => new HttpResponse(null, { status: 403 });
const statesOf = (tab: Awaited<ReturnType<typeof openLive>>) => [
  ...new Set(tab.states().map(({ state }) => state)),
];

test("a missing result arrives by the event stream, which replaces the socket", async () => {
  const asked = servePolls(() => 1);
  const streams = serveStreams();
  const tab = await openLive();
  tab.subscription.played(1);
  await pass(500);
  expect(streams).toHaveLength(0);
  await passUntil(() => streams.length === 1);
  expect(tab.socket.sent.slice(1)).toEqual([{ type: "resume", since: 0 }, { type: "ping" }]);
  expect(streams[0]?.since).toBe("0");
  streams[0]?.send(BEGINNING);
  await pass();
  expect([tab.status()?.state, tab.socket.readyState]).toEqual(["live", FakeSocket.OPEN]);
  streams[0]?.send(eventOf(1));
  await passUntil(() => tab.status()?.state === "fallback");
  expect(tab.status()).toEqual({ state: "fallback", transport: "stream" });
  expect(tab.socket.readyState).toBe(FakeSocket.CLOSED);

  tab.subscription.played(2);
  streams[0]?.send(eventOf(2));
  await passUntil(() => FakeSocket.opened.length === 2);
  expect(FakeSocket.last.url).toContain("since=2");
  expect([tab.seqs, asked, streams.length]).toEqual([[1, 2], [], 1]);
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 2 });
  expect(tab.status()?.state).toBe("live");
  await pass();
  expect(streams[0]?.isClosed).toBe(true);
  expect(tab.credentials.renew).not.toHaveBeenCalled();
  tab.subscription.stop();
});

test.each<[string, object]>([
  ["answers the ping", { type: "pong", seq: 1 }],
  ["delivers the result", { type: "game_result", ...play(1) }],
])(
  "the event stream is closed if the socket %s before the stream delivers",
  async (_name, frame) => {
    const asked = servePolls(() => 1);
    const streams = serveStreams();
    const tab = await openLive();
    tab.subscription.played(1);
    await passUntil(() => streams.length === 1);
    streams[0]?.send(BEGINNING);
    await pass();
    tab.socket.receive(frame);
    await pass();
    expect(streams[0]?.isClosed).toBe(true);
    tab.socket.receive({ type: "pong", seq: 1 });
    tab.socket.receive({ type: "game_result", ...play(1) });
    await pass(10_000);
    expect([tab.seqs, asked, FakeSocket.opened]).toEqual([[1], [], [tab.socket]]);
    expect(statesOf(tab)).toEqual(["connecting", "live"]);
    tab.subscription.stop();
  },
);

test.each([0, 3, 5])(
  "if a slow server sends results after five seconds and pongs after %d, no connection is lost, and a stream opens every 30 seconds",
  async (pongAfter) => {
    const asked = servePolls(() => sent);
    const streams = serveStreams();
    const tab = await openLive();
    let [second, sent] = [0, 0];
    const pings: number[] = [];
    vi.spyOn(tab.socket, "send").mockImplementation((text) => {
      if (text.includes("ping")) pings.push(second);
      else resumes.push(text);
    });
    const resumes: string[] = [];
    for (; second <= 65; second += 1) {
      if (second < 60) tab.subscription.played(second + 1);
      if (second >= 5 && sent < 60) {
        sent += 1;
        tab.socket.receive({ type: "game_result", ...play(sent) });
        for (const stream of streams) if (!stream.isClosed) stream.send(eventOf(sent));
      }
      await pass(750);
      while (pings[0] !== undefined && pings[0] + pongAfter <= second) {
        pings.shift();
        tab.socket.receive({ type: "pong", seq: sent });
      }
      await pass();
    }
    expect(tab.seqs).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(statesOf(tab)).toEqual(["connecting", "live"]);
    expect(FakeSocket.opened).toEqual([tab.socket]);
    expect(streams.length).toBeLessThanOrEqual(3);
    expect(asked.length).toBeLessThanOrEqual(streams.length);
    expect(resumes.length).toBeLessThanOrEqual(16);
    tab.subscription.stop();
  },
);

test("if the event stream is refused too, the result is polled immediately, and polling replaces the socket", async () => {
  const asked = servePolls(() => 1);
  serveStreams(blocked);
  const tab = await openLive();
  tab.subscription.played(1);
  await passUntil(() => tab.status()?.state === "fallback");
  expect(tab.status()).toEqual({ state: "fallback", transport: "polling" });
  expect([tab.seqs, asked]).toEqual([[1], [0]]);
  expect(tab.socket.readyState).toBe(FakeSocket.CLOSED);
  tab.subscription.stop();
});

test("if a proxy buffers the event stream, the result is read over HTTP within five seconds", async () => {
  const asked = servePolls(() => 1);
  const streams = serveStreams();
  const tab = await openLive();
  const playedAt = performance.now();
  tab.subscription.played(1);
  await pass(3500);
  expect([streams.length, asked]).toEqual([1, []]);
  await passUntil(() => tab.socket.readyState === FakeSocket.CLOSED);
  expect(performance.now() - playedAt).toBeLessThan(5000);
  expect([tab.seqs, asked]).toEqual([[1], [0]]);
  tab.subscription.stop();
});

test("a socket that replaces a closed one isn't given up", async () => {
  servePolls(() => 1);
  const streams = serveStreams();
  const tab = await openLive();
  tab.subscription.played(1);
  await passUntil(() => streams.length === 1);
  tab.socket.end(1012);
  await passUntil(() => FakeSocket.opened.length === 2);
  FakeSocket.last.accept();
  streams[0]?.send(BEGINNING + eventOf(1));
  await passUntil(() => tab.seqs.length === 1);
  expect(FakeSocket.last.readyState).toBe(FakeSocket.OPEN);
  FakeSocket.last.receive({ type: "pong", seq: 1 });
  expect(tab.status()?.state).toBe("live");
  tab.subscription.stop();
});

test("a socket that doesn't answer the ping is replaced, even if no other transport delivers the result", async () => {
  servePolls(() => 0);
  serveStreams();
  const tab = await openLive();
  tab.subscription.played(1);
  await pass(8500);
  expect(FakeSocket.opened).toEqual([tab.socket]);
  await pass(1500);
  expect(FakeSocket.opened).toHaveLength(2);
  tab.subscription.stop();
});

test("the end of the subscription ends the stream that was opened alongside the socket", async () => {
  const asked = servePolls(() => 1);
  const streams = serveStreams();
  const tab = await openLive();
  tab.subscription.played(1);
  await passUntil(() => streams.length === 1);
  tab.subscription.stop();
  await pass(10_000);
  expect(streams[0]?.isClosed).toBe(true);
  expect([tab.seqs, asked, vi.getTimerCount()]).toEqual([[], [], 0]);
});
