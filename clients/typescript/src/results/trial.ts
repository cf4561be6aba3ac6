/**
 * Opens the event stream alongside a WebSocket on which a result is missing. The first to deliver replaces the other.
 *
 * The socket may have frozen, or the server may be slow. On a working socket, the answer to the ping arrives first.
 */
import type { Timers } from "../realtime/timers.ts";
import type { Fallback } from "./fallback.ts";

/** The pause after a socket that was only slow, so that a slow server doesn't get ever more requests. */
const PAUSE_MS = 30_000;
/** Then the result is read over HTTP, because a proxy may buffer the stream. */
const READ_AFTER_MS = 3000;

export interface Trial {
  /** Call it when this result is missing. */
  start: (seq: number) => void;
  /** Call it when data has arrived on the socket. */
  socketWorks: () => void;
  /** Call it when results may have arrived over HTTP. */
  arrived: () => void;
  /** Call it when the socket is no longer open. */
  stop: () => void;
}

interface TrialOptions {
  fallback: Pick<Fallback, "start" | "stop">;
  position: () => number;
  /** Reads the missing results once. */
  read: () => Promise<void>;
  giveUpSocket: () => void;
  timers: Timers;
}

export function createTrial(options: TrialOptions): Trial {
  const { fallback, position, read, giveUpSocket, timers } = options;
  let missing: number | null = null;
  let pauseUntil = 0;
  let cancelRead = () => {};

  function stop() {
    missing = null;
    cancelRead();
  }

  function arrived() {
    if (missing === null || position() < missing) return;
    stop();
    giveUpSocket();
  }

  return {
    start(seq) {
      if (missing !== null || timers.now() < pauseUntil) return;
      missing = seq;
      cancelRead = timers.after(READ_AFTER_MS, () => void read().then(arrived));
      fallback.start();
    },
    socketWorks() {
      if (missing === null) return;
      stop();
      pauseUntil = timers.now() + PAUSE_MS;
      fallback.stop();
    },
    arrived,
    stop,
  };
}
