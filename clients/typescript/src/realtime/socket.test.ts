import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { NetworkError } from "../api/errors";
import { GameSocket } from "./socket";
import type { SocketStatus } from "./socket-types";
import { browserTimers } from "./timers";

const URL = "ws://localhost:8000/ws/game/";
const TOKEN_LIFE_MS = 300_000;

/** Runs what is due, promises included. */
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

function openSocket({ position = 0 } = {}) {
  const statuses: SocketStatus[] = [];
  const onFrame = vi.fn();
  const onSignedOut = vi.fn();
  const onUnanswered = vi.fn();
  const place = { position };
  const credentials = {
    token: vi.fn((_freshForMs?: number) => Promise.resolve<string | null>("first")),
    renew: vi.fn((_refused: string) => Promise.resolve<string | null>("second")),
    check: vi.fn(() => Promise.resolve()),
    expiresAt: () => performance.now() + TOKEN_LIFE_MS,
  };
  const socket = new GameSocket({
    url: URL,
    credentials,
    position: () => place.position,
    onFrame,
    onStatus: (status) => statuses.push(status),
    onSignedOut,
    onUnanswered,
    timers: browserTimers,
    random: () => 1,
    WebSocket: FakeSocket as unknown as typeof WebSocket,
  });
  return {
    socket,
    credentials,
    onFrame,
    onSignedOut,
    onUnanswered,
    place,
    phase: () => statuses.at(-1),
  };
}

async function openLive(options = {}) {
  const page = openSocket(options);
  await pass();
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  return page;
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.opened = [];
});
afterEach(() => void vi.useRealTimers());

test("it connects from the known position, with the token in the subprotocol and nothing secret in the URL", async () => {
  const { phase } = openSocket({ position: 7 });
  await pass();
  expect(FakeSocket.opened).toHaveLength(1);
  expect(FakeSocket.last.url).toBe(`${URL}?since=7`);
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.first"]);
  expect(phase()).toEqual({ phase: "connecting" });
});

test("it is live at once and knows the round trip after the first pong", async () => {
  const { phase } = openSocket();
  await pass();
  FakeSocket.last.accept();
  expect(phase()).toEqual({ phase: "live", roundTripMs: null });
  expect(FakeSocket.last.sent).toEqual([{ type: "ping" }]);
  await pass(31);
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  expect(phase()).toEqual({ phase: "live", roundTripMs: 31 });
});

test("known frames are reported, all others are ignored", async () => {
  const { onFrame } = await openLive();
  onFrame.mockClear();
  FakeSocket.last.receive({ type: "game_result", ...play(1) });
  FakeSocket.last.receive("not JSON");
  FakeSocket.last.receive({ type: "party" });
  expect(onFrame.mock.calls).toEqual([[{ type: "game_result", result: play(1) }]]);
});

test("resume asks from the position of that moment", async () => {
  const { socket, place } = await openLive();
  place.position = 12;
  socket.resume();
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "resume", since: 12 });
});

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

test("after a refused handshake the token is checked, and one that was renewed on the way is used", async () => {
  const { credentials } = openSocket();
  await pass();
  FakeSocket.last.refuse();
  credentials.token.mockResolvedValue("second");
  await pass(500);
  expect(credentials.check).toHaveBeenCalledTimes(1);
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.second"]);
});

/** Until the next try, which is not left to run into its deadline. */
async function passUntilOpened(times: number) {
  while (FakeSocket.opened.length < times) await pass(50);
}

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

test("4401 asks for a new token before the next try", async () => {
  const { credentials } = await openLive();
  FakeSocket.last.end(4401);
  await pass(500);
  expect(credentials.renew).toHaveBeenCalledExactlyOnceWith("first");
  expect(FakeSocket.last.protocols).toEqual(["numberplay.v1", "bearer.second"]);
});

test("4401 to the new token as well is the end", async () => {
  const { onSignedOut, phase } = await openLive();
  FakeSocket.last.end(4401);
  await pass(500);
  FakeSocket.last.accept();
  FakeSocket.last.end(4401);
  await pass(120_000);
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  expect(FakeSocket.opened).toHaveLength(2);
  expect(phase()).toEqual({ phase: "stopped" });
});

test("4401s far apart are no loop", async () => {
  const { onSignedOut } = await openLive();
  for (let round = 0; round < 3; round += 1) {
    FakeSocket.last.end(4401);
    await pass(500);
    FakeSocket.last.accept();
    FakeSocket.last.receive({ type: "pong", seq: 0 });
  }
  expect(onSignedOut).not.toHaveBeenCalled();
  expect(FakeSocket.opened).toHaveLength(4);
});

test("who is signed out is not tried again", async () => {
  const { credentials, phase } = await openLive();
  credentials.renew.mockResolvedValue(null);
  FakeSocket.last.end(4401);
  await pass(120_000);
  expect(FakeSocket.opened).toHaveLength(1);
  expect(phase()).toEqual({ phase: "stopped" });
});

test("a token that cannot be had for now is asked for again later", async () => {
  const { credentials } = await openLive();
  credentials.token.mockRejectedValueOnce(new NetworkError());
  FakeSocket.last.end(1006);
  await pass(500);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1000);
  expect(FakeSocket.opened).toHaveLength(2);
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

test("a live socket is asked whether it still lives when the player comes back", async () => {
  const { socket } = await openLive();
  socket.retryNow();
  expect(FakeSocket.last.sent).toEqual([{ type: "ping" }, { type: "ping" }]);
});

test("a connection that answers no ping is replaced", async () => {
  await openLive();
  await pass(25_000);
  expect(FakeSocket.last.sent).toHaveLength(2);
  await pass(7_999);
  expect(FakeSocket.opened).toHaveLength(1);
  await pass(1 + 600);
  expect(FakeSocket.opened).toHaveLength(2);
});

test("a handshake that never ends is given up", async () => {
  openSocket();
  await pass();
  await pass(10_000 + 600);
  expect(FakeSocket.opened).toHaveLength(2);
});

/** Time goes by, and every ping is answered. */
async function passAnswering(seconds: number) {
  for (let passed = 0; passed < seconds; passed += 5) {
    await pass(5000);
    FakeSocket.last.receive({ type: "pong", seq: 0 });
  }
}

const auths = () =>
  FakeSocket.last.sent.filter((frame) => (frame as { type: string }).type === "auth");
const auth = { type: "auth", token: "first" };

test("a minute before the token runs out the socket is handed a fresh one, again and again", async () => {
  const { credentials } = await openLive();
  await passAnswering(235);
  expect(auths()).toEqual([]);
  await passAnswering(5);
  expect(auths()).toEqual([auth]);
  expect(credentials.token).toHaveBeenLastCalledWith(70_000);
  await passAnswering(240);
  expect(auths()).toEqual([auth, auth]);
});

test("when extending fails for now, it is tried again in time", async () => {
  const { credentials } = await openLive();
  await passAnswering(10);
  credentials.token.mockRejectedValueOnce(new NetworkError());
  await passAnswering(235);
  expect(auths()).toEqual([]);
  await passAnswering(10);
  expect(auths()).toEqual([auth]);
  expect(FakeSocket.opened).toHaveLength(1);
});

test.each(["waiting", "connecting", "live"])("stopped while %s, it stays stopped", async (when) => {
  const { socket, phase } = when === "connecting" ? openSocket() : await openLive();
  if (when === "waiting") FakeSocket.last.end(1006);
  await pass();
  const opened = FakeSocket.opened.length;
  socket.stop();
  await pass(120_000);
  expect(FakeSocket.opened).toHaveLength(opened);
  expect(phase()).toEqual({ phase: "stopped" });
  expect(vi.getTimerCount()).toBe(0);
});
