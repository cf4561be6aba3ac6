import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@tests/fake-socket";
import {
  holdClockAndServer,
  openLive,
  openSocket,
  pass,
  passUntilOpened,
  URL,
} from "./socket-test-kit.ts";

beforeEach(holdClockAndServer);
afterEach(() => void vi.useRealTimers());

test("a lost connection is retried after a delay, from the new position and with the same token", async () => {
  const { phase, place, credentials } = await openLive();
  place.position = 9;
  FakeSocket.last.end(1006);
  await pass();
  expect(phase()).toEqual({ phase: "waiting", retryAt: performance.now() + 500 });
  await pass(499);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1);
  expect(FakeSocket.opened).toHaveLength(2);
  expect(FakeSocket.last.url).toBe(`${URL}?since=9`);
  expect(credentials.renew).not.toHaveBeenCalled();
});

test("retry delays grow while the server doesn't respond, and reset once it does", async () => {
  openSocket();
  await pass();
  const waits: number[] = [];
  for (let cut = 0; cut < 8; cut += 1) {
    FakeSocket.last.refuse();
    const before = performance.now();
    while (FakeSocket.opened.length < cut + 2) await pass(50);
    waits.push(performance.now() - before);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  FakeSocket.last.end(1006);
  await pass(500);
  expect(FakeSocket.opened).toHaveLength(10);
});

test.each([
  [1012, 1000],
  [1013, 1000],
  [1008, 16_000],
])("close code %i delays the retry by %i ms", async (code, ms) => {
  await openLive();
  FakeSocket.last.end(code);
  await pass(ms - 1);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1);
  expect(FakeSocket.opened).toHaveLength(2);
});

test("repeatedly refused handshakes don't renew the token", async () => {
  const { credentials, onUnanswered } = openSocket();
  await pass();
  for (let times = 1; times <= 9; times += 1) {
    FakeSocket.last.refuse();
    await passUntilOpened(times + 1);
    expect(onUnanswered).toHaveBeenCalledTimes(times);
  }
  expect(credentials.check).toHaveBeenCalledTimes(9);
  expect(credentials.renew).not.toHaveBeenCalled();
});

test("connections that close without a response are reported as unanswered, and others aren't", async () => {
  const { onUnanswered } = openSocket();
  await pass();
  for (const times of [1, 2]) {
    FakeSocket.last.accept();
    FakeSocket.last.end(1006);
    await passUntilOpened(times + 1);
  }
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  FakeSocket.last.end(1006);
  await passUntilOpened(4);
  expect(onUnanswered).toHaveBeenCalledTimes(2);
  FakeSocket.last.refuse();
  expect(onUnanswered).toHaveBeenCalledTimes(3);
});

test("retryNow ends the retry delay", async () => {
  const { socket } = await openLive();
  FakeSocket.last.end(1008);
  await pass(100);
  expect(FakeSocket.opened).toHaveLength(1);
  socket.retryNow();
  await pass();
  expect(FakeSocket.opened).toHaveLength(2);
});

test("without WebSocket, attempts are reported as unanswered", async () => {
  vi.stubGlobal("WebSocket", undefined);
  const { onUnanswered, socket } = openSocket();
  await pass(500);
  expect(onUnanswered).toHaveBeenCalledTimes(2);
  socket.stop();
});

test("while another tab tries WebSocket on behalf of this one, attempts wait until this tab has to try again", async () => {
  const { place, socket } = openSocket();
  place.isFollowing = true;
  await pass();
  FakeSocket.last.refuse();
  await pass(120_000);
  expect(FakeSocket.opened).toHaveLength(1);
  socket.retryNow();
  await pass();
  expect(FakeSocket.opened).toHaveLength(2);
  FakeSocket.last.refuse();
  place.isFollowing = false;
  await pass(30_000);
  expect(FakeSocket.opened).toHaveLength(3);
});
