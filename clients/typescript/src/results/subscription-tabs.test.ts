/** How the tabs of a browser work together. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@tests/fake-socket";
import {
  createLocks,
  eventOf,
  holdClock,
  openLive,
  openSubscription,
  pass,
  passUntil,
  refuseSockets,
  servePolls,
  serveStreams,
} from "./subscription-test-kit.ts";

beforeEach(() => {
  holdClock();
  vi.stubGlobal("navigator", { locks: createLocks() });
});
afterEach(() => void vi.useRealTimers());

const openTab = (name: string) => openSubscription(0, { name });

test("a result that is missing after a play arrives in each tab by one event stream, within two seconds", async () => {
  const asked = servePolls(() => 1);
  const streams = serveStreams();
  const tabs = [await openLive({ name: "missing" }), await openLive({ name: "missing" })];
  const playedAt = performance.now();
  tabs[0]!.subscription.played(1);
  await passUntil(() => streams.length === 1);
  streams[0]?.send(`retry: 1000\nid: 0\n\n${eventOf(1)}`);
  await passUntil(() => tabs.every(({ status }) => status()?.state === "fallback"));
  expect(performance.now() - playedAt).toBeLessThan(2000);
  expect([tabs.map(({ seqs }) => seqs), asked, streams.length]).toEqual([[[1], [1]], [], 1]);
  expect(tabs.map(({ socket }) => socket.readyState)).toEqual([
    FakeSocket.CLOSED,
    FakeSocket.CLOSED,
  ]);
  for (const { subscription } of tabs) subscription.stop();
});

test("nothing is read if the result has arrived, or if the subscription has ended", async () => {
  const asked = servePolls(() => 2);
  const [here, other] = [await openLive({ name: "arrives" }), await openLive({ name: "arrives" })];
  for (const { socket } of [here, other]) socket.receive({ type: "resync", seq: 1 });
  here.subscription.played(1);
  await pass(2000);
  expect(asked).toEqual([]);
  here.subscription.played(2);
  for (const { subscription } of [here, other]) subscription.stop();
  await pass(2000);
  expect(asked).toEqual([]);
});

test("while WebSockets are refused, only the tab with the stream tries one, and the others follow once it works", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const first = openTab("refused");
  await pass();
  await refuseSockets(2);
  await passUntil(() => streams.length === 1);
  streams[0]?.send("retry: 1000\nid: 0\n\n");
  await passUntil(() => first.status()?.state === "fallback");
  const others = [openTab("refused"), openTab("refused")];
  const tried = FakeSocket.opened.length;
  await passUntil(() => FakeSocket.opened.length === tried + 2);
  for (const socket of FakeSocket.opened) socket.refuse();
  await passUntil(() => others.every(({ status }) => status()?.state === "fallback"));

  const before = FakeSocket.opened.length;
  for (let passed = 0; passed < 120_000; passed += 5000) {
    streams[0]?.send(":\n\n");
    if (FakeSocket.last.readyState === FakeSocket.CONNECTING) FakeSocket.last.refuse();
    await pass(5000);
  }
  // One tab tries every 15 to 30 seconds.
  expect(FakeSocket.opened.length - before).toBeGreaterThanOrEqual(4);
  expect(FakeSocket.opened.length - before).toBeLessThanOrEqual(12);

  const own = FakeSocket.opened.length;
  await passUntil(() => FakeSocket.opened.length === own + 1);
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  const worksAt = performance.now();
  await passUntil(() => FakeSocket.opened.length === own + 3);
  expect(performance.now() - worksAt).toBeLessThan(5000);
  for (const tab of [first, ...others]) tab.subscription.stop();
});
