/** Requests the missed results every few seconds, for clients that can't open a WebSocket or a stream. */
import { ApiError } from "../api/errors.ts";
import type { Timers } from "../realtime/timers.ts";

const EVERY_MS = 5000;

export interface Poll {
  start: () => void;
  stop: () => void;
  /** Call it when the page is visible again, or the network is back. */
  retryNow: () => void;
  /** Reads once, immediately. Never rejects. */
  read: () => Promise<void>;
  /** Tests the token, as every read does. */
  check: () => Promise<void>;
}

interface PollOptions {
  read: () => Promise<void>;
  /** Called after each read between `start` and `stop`, with whether it succeeded. */
  onRead: (succeeded: boolean) => void;
  timers: Timers;
}

export function createPoll({ read: readMissed, onRead, timers }: PollOptions): Poll {
  let isStarted = false;
  let reading: Promise<number> | null = null;
  let cancel = () => {};

  /** Returns the time until the next read. */
  async function readOnce(): Promise<number> {
    try {
      await readMissed();
      if (isStarted) onRead(true);
      return EVERY_MS;
    } catch (error) {
      if (isStarted) onRead(false);
      const asked = error instanceof ApiError ? error.retryAfterSeconds : null;
      return Math.max(EVERY_MS, (asked ?? 0) * 1000);
    } finally {
      reading = null;
    }
  }

  async function read() {
    const pause = await (reading ??= readOnce());
    if (!isStarted) return;
    cancel();
    cancel = timers.after(pause, tick);
  }

  /** Polling pauses while the page is hidden. */
  function tick() {
    if (!isHidden()) void read();
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      tick();
    },
    stop() {
      if (!isStarted) return;
      isStarted = false;
      cancel();
    },
    retryNow: () => {
      if (isStarted) tick();
    },
    read,
    check: async () => {
      if (!isStarted) await read();
    },
  };
}

/** Only browsers have a document. */
function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
