/** Requests the missed results every few seconds, for clients that can open neither a WebSocket nor a stream. */
import { ApiError } from "../api/errors.ts";
import type { Timers } from "../realtime/timers.ts";

const EVERY_MS = 5000;

export interface Poll {
  start: () => void;
  stop: () => void;
  /** The page is visible again, or the network is back. */
  retryNow: () => void;
  /** Reads once, now. Also resolves on failure. */
  read: () => Promise<void>;
  /** It has started, and the last read succeeded. */
  isWorking: () => boolean;
}

interface PollOptions {
  read: () => Promise<void>;
  onChange: () => void;
  timers: Timers;
}

export function createPoll({ read: readMissed, onChange, timers }: PollOptions): Poll {
  let isStarted = false;
  let isGood = false;
  let reading: Promise<number> | null = null;
  let cancel = () => {};

  /** Returns the time until the next read. */
  async function readOnce(): Promise<number> {
    try {
      await readMissed();
      isGood = true;
      return EVERY_MS;
    } catch (error) {
      isGood = false;
      const asked = error instanceof ApiError ? error.retryAfterSeconds : null;
      return Math.max(EVERY_MS, (asked ?? 0) * 1000);
    } finally {
      reading = null;
      onChange();
    }
  }

  async function read() {
    const pause = await (reading ??= readOnce());
    if (!isStarted) return;
    cancel();
    cancel = timers.after(pause, tick);
  }

  /** A hidden page doesn't read, and reads again when it is shown. */
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
      onChange();
    },
    retryNow: () => {
      if (isStarted) tick();
    },
    read,
    isWorking: () => isStarted && isGood,
  };
}

/** Only browsers have a document. */
function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
