/** A socket whose server and clock are controlled by the test. */
import { vi } from "vitest";
import { FakeSocket } from "@tests/fake-socket";
import { GameSocket } from "./socket.ts";
import type { SocketStatus } from "./socket-types.ts";
import { browserTimers } from "./timers.ts";

export const URL = "ws://localhost:8000/ws/game/";
const TOKEN_LIFE_MS = 300_000;

/** Runs the timers that are due, and the callbacks of settled promises. */
export const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

export function holdClockAndServer() {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.opened = [];
}

export function openSocket({ position = 0 } = {}) {
  const statuses: SocketStatus[] = [];
  const onFrame = vi.fn();
  const onSignedOut = vi.fn();
  const onUnanswered = vi.fn();
  const onSilence = vi.fn();
  const place = { position, isFollowing: false };
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
    isFollowing: () => place.isFollowing,
    onFrame,
    onStatus: (status) => statuses.push(status),
    onSignedOut,
    onUnanswered,
    onSilence,
    timers: browserTimers,
    random: () => 1,
  });
  return {
    socket,
    credentials,
    onFrame,
    onSignedOut,
    onUnanswered,
    onSilence,
    place,
    phase: () => statuses.at(-1),
  };
}

export async function openLive(options = {}) {
  const page = openSocket(options);
  await pass();
  FakeSocket.last.accept();
  FakeSocket.last.receive({ type: "pong", seq: 0 });
  return page;
}

/** Advances to the next attempt, but not to its deadline. */
export async function passUntilOpened(times: number) {
  while (FakeSocket.opened.length < times) await pass(50);
}
