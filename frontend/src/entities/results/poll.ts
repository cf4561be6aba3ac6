/** Reads the newest results over HTTP every few seconds, for a page whose socket is blocked. */
import { ApiError } from "@numberplay/client/api/errors";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Timers } from "@numberplay/client/realtime/timers";

const EVERY_MS = 5000;

interface Poll {
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
  history: () => Promise<readonly PlayResult[]>;
  onRead: (newest: readonly PlayResult[]) => void;
  onChange: () => void;
  timers: Timers;
}

export function createPoll({ history, onRead, onChange, timers }: PollOptions): Poll {
  let isStarted = false;
  let isGood = false;
  let reading: Promise<number> | null = null;
  let cancel = () => {};

  /** Returns the time until the next read. */
  async function readOnce(): Promise<number> {
    try {
      const newest = await history();
      isGood = true;
      onRead(newest);
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
    if (document.visibilityState !== "hidden") void read();
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
