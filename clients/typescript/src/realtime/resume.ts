/** Requests missing results once, even if many frames show that they are missing. */
import type { Timers } from "./timers";

/** The server answers within a moment; whatever takes longer is lost. */
const LOST_AFTER_MS = 5000;

export interface Resume {
  missing: () => void;
  complete: () => void;
  /** The server has refused something, and may have said after how many seconds to ask again. */
  refused: (retryAfterSeconds: number | null) => void;
  /** The connection is gone, and the request with it: the next one starts from the known position. */
  stop: () => void;
}

export function createResume(timers: Timers, ask: () => void): Resume {
  let askedAt: number | null = null;
  let cancel: (() => void) | null = null;

  function stop() {
    askedAt = null;
    cancel?.();
    cancel = null;
  }
  function askNow() {
    stop();
    askedAt = timers.now();
    ask();
  }
  return {
    missing() {
      if (cancel !== null) return;
      if (askedAt === null || timers.now() - askedAt >= LOST_AFTER_MS) askNow();
    },
    refused(retryAfterSeconds) {
      if (askedAt === null || cancel !== null) return;
      if (retryAfterSeconds === null) stop();
      else cancel = timers.after(retryAfterSeconds * 1000, askNow);
    },
    complete: stop,
    stop,
  };
}
