import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@tests/fake-socket";
import {
  holdClockAndServer,
  openLive,
  openSocket,
  pass,
  passUntilOpened,
  URL,
} from "./socket-test-kit";

beforeEach(holdClockAndServer);
afterEach(() => void vi.useRealTimers());

test("after a lost connection it waits, retries from the new position, and keeps the accepted token", async () => {
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

test("waits grow while nothing answers, and shrink back after an answer", async () => {
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
])("a close with %i is obeyed with a wait of %i ms", async (code, ms) => {
  await openLive();
  FakeSocket.last.end(code);
  await pass(ms - 1);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1);
  expect(FakeSocket.opened).toHaveLength(2);
});

test("handshakes that are refused for ever renew no token", async () => {
  const { credentials, onUnanswered } = openSocket();
  await pass();
  for (let times = 1; times <= 9; times += 1) {
    FakeSocket.last.refuse();
    await passUntilOpened(times + 1);
    expect(onUnanswered).toHaveBeenLastCalledWith(times);
  }
  expect(credentials.check).toHaveBeenCalledTimes(9);
  expect(credentials.renew).not.toHaveBeenCalled();
});

test("connections that open and end in silence count as unanswered, and an answer ends the count", async () => {
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
  FakeSocket.last.refuse();
  expect(onUnanswered.mock.calls).toEqual([[1], [2], [1]]);
});

test("coming back ends the wait", async () => {
  const { socket } = await openLive();
  FakeSocket.last.end(1008);
  await pass(100);
  expect(FakeSocket.opened).toHaveLength(1);
  socket.retryNow();
  await pass();
  expect(FakeSocket.opened).toHaveLength(2);
});
