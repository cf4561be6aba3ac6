/** Reads the newest results over HTTP every few seconds: for a page whose socket nothing lets through. */
import { ApiProblem } from "@numberplay/client/api/problem";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Timers } from "@numberplay/client/realtime/timers";

const EVERY_MS = 5000;

interface Poll {
  start: () => void;
  stop: () => void;
  /** The page is shown again, or the network is back. */
  nudge: () => void;
  /** Reads once, now; resolves also when that fails. */
  read: () => Promise<void>;
  /** It has begun, and the last answer was good. */
  isWorking: () => boolean;
}

interface PollParts {
  history: () => Promise<readonly PlayResult[]>;
  onRead: (newest: readonly PlayResult[]) => void;
  onChange: () => void;
  timers: Timers;
}

export function createPoll({ history, onRead, onChange, timers }: PollParts): Poll {
  let isStarted = false;
  let isGood = false;
  let reading: Promise<number> | null = null;
  let callOff = () => {};

  /** Gives the time until the next. */
  async function readOnce(): Promise<number> {
    try {
      const newest = await history();
      isGood = true;
      onRead(newest);
      return EVERY_MS;
    } catch (problem) {
      isGood = false;
      const asked = problem instanceof ApiProblem ? problem.retryAfterSeconds : null;
      return Math.max(EVERY_MS, (asked ?? 0) * 1000);
    } finally {
      reading = null;
      onChange();
    }
  }

  async function read() {
    const pause = await (reading ??= readOnce());
    if (!isStarted) return;
    callOff();
    callOff = timers.after(pause, tick);
  }

  /** A page that nobody sees reads nothing. It is read again when it is shown. */
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
      callOff();
      onChange();
    },
    nudge: () => {
      if (isStarted) tick();
    },
    read,
    isWorking: () => isStarted && isGood,
  };
}
