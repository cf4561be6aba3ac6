/**
 * The event stream beside a WebSocket on which a result is missing: the one that delivers first replaces the other.
 *
 * The socket may have frozen, or the server may be slow. On a socket that works, the answer to the ping is faster.
 */
import type { Timers } from "../realtime/timers.ts";
import type { Fallback } from "./fallback.ts";

/** After a socket that was only slow, so that a slow server doesn't get more and more requests. */
const PAUSE_MS = 30_000;
/** A proxy may hold the stream back. */
const READ_AFTER_MS = 3000;

export interface Trial {
  /** This result is missing. */
  start: (seq: number) => void;
  /** Something has arrived on the socket. */
  socketWorks: () => void;
  /** Something may have arrived over HTTP. */
  arrived: () => void;
  /** The socket is no longer open. */
  stop: () => void;
}

interface TrialOptions {
  fallback: Pick<Fallback, "start" | "stop">;
  position: () => number;
  /** Reads what is missing once. */
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
