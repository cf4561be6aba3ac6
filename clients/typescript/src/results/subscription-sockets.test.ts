/** WebSockets that are refused, frozen or slow: which transport replaces them, and when they are used again. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

test("ten minutes of refused handshakes don't renew a token that the server accepts", async () => {
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

test("refused handshakes renew an outdated token once", async () => {
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

test("on the fallback, a WebSocket that works again is used within 60 seconds", async () => {
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

test("sockets that freeze after opening are replaced by the event stream, and aren't reported as live again", async () => {
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

test.each([
  ["a handshake that isn't answered", () => {}],
  ["a socket that opens and isn't answered", () => FakeSocket.last.accept()],
])("%s gets the event stream alongside it after four seconds", async (_name, act) => {
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
