import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { holdClockAndServer, openLive, openSocket, pass, URL } from "./socket-test-kit.ts";

beforeEach(holdClockAndServer);
afterEach(() => void vi.useRealTimers());

test("the socket connects from the known position, with the token in the subprotocol, not the URL", async () => {
  const { phase } = openSocket({ position: 7 });
  await pass();
  expect(FakeSocket.opened).toHaveLength(1);
  expect(FakeSocket.last.url).toBe(`${URL}?since=7`);
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.first"]);
  expect(phase()).toEqual({ phase: "connecting" });
});

test("the socket is live once it answers a ping, and reports the round trip", async () => {
  const { phase } = openSocket();
  await pass();
  FakeSocket.last.accept();
  expect(phase()).toEqual({ phase: "connecting" });
  expect(FakeSocket.last.sent).toEqual([{ type: "ping" }]);
  await pass(31);
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  expect(phase()).toEqual({ phase: "live", roundTripMs: 31 });
});

test("known frames are reported, and all others are ignored", async () => {
  const { onFrame } = await openLive();
  onFrame.mockClear();
  FakeSocket.last.receive({ type: "game_result", ...play(1) });
  FakeSocket.last.receive("not JSON");
  FakeSocket.last.receive({ type: "party" });
  expect(onFrame.mock.calls).toEqual([[{ type: "game_result", result: play(1) }]]);
});

test("resume requests results since the current position", async () => {
  const { socket, place } = await openLive();
  place.position = 12;
  socket.resume();
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "resume", since: 12 });
});

test("retryNow pings a live socket", async () => {
  const { socket } = await openLive();
  socket.retryNow();
  expect(FakeSocket.last.sent).toEqual([{ type: "ping" }, { type: "ping" }]);
});

test("a connection that doesn't answer pings is replaced", async () => {
  await openLive();
  await pass(25_000);
  expect(FakeSocket.last.sent).toHaveLength(2);
  await pass(7_999);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1 + 600);
  expect(FakeSocket.opened).toHaveLength(2);
});

test("a replaced connection is closed, and its late events are ignored", async () => {
  const { onFrame, phase } = await openLive();
  const silent = FakeSocket.last;
  await pass(33_000 + 600);
  expect(silent.readyState).toBe(FakeSocket.CLOSED);
  FakeSocket.last.accept();
  onFrame.mockClear();
  silent.receive({ type: "game_result", ...play(1) });
  silent.end(4401);
  await pass(5000);
  expect(onFrame).not.toHaveBeenCalled();
  expect(FakeSocket.opened).toHaveLength(2);
  expect(phase()).toEqual({ phase: "connecting" });
});

test("a handshake that never completes times out", async () => {
  openSocket();
  await pass();
  await pass(10_000 + 600);
  expect(FakeSocket.opened).toHaveLength(2);
});

test.each(["waiting", "connecting", "live"])(
  "a socket stopped while %s stays stopped",
  async (when) => {
    const { socket, phase } = when === "connecting" ? openSocket() : await openLive();
    if (when === "waiting") FakeSocket.last.end(1006);
    await pass();
    const opened = FakeSocket.opened.length;
    socket.stop();
    await pass(120_000);
    expect(FakeSocket.opened).toHaveLength(opened);
    expect(phase()).toEqual({ phase: "stopped" });
    expect(vi.getTimerCount()).toBe(0);
  },
);
