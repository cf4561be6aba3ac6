/** Detects dead connections that were never closed, as happens on trains and after standby. */
import type { Timers } from "./timers.ts";

const PING_EVERY_MS = 25_000;
const PONG_DEADLINE_MS = 8_000;

export interface Heartbeat {
  /** Pings now and at regular intervals. */
  start: () => void;
  /** Pings now, unless a ping hasn't been answered yet. */
  probe: () => void;
  pong: () => void;
  stop: () => void;
}

interface HeartbeatOptions {
  timers: Timers;
  ping: () => void;
  onRoundTrip: (ms: number) => void;
  onSilence: () => void;
}

export function createHeartbeat({
  timers,
  ping,
  onRoundTrip,
  onSilence,
}: HeartbeatOptions): Heartbeat {
  let sentAt: number | null = null;
  let cancel = () => {};

  function start() {
    cancel();
    sentAt = timers.now();
    ping();
    cancel = timers.after(PONG_DEADLINE_MS, onSilence);
  }

  return {
    start,
    probe() {
      if (sentAt === null) start();
    },
    pong() {
      if (sentAt === null) return;
      onRoundTrip(timers.now() - sentAt);
      sentAt = null;
      cancel();
      cancel = timers.after(PING_EVERY_MS, start);
    },
    stop() {
      cancel();
      sentAt = null;
    },
  };
}
