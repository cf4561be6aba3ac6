/** Requests missing results once, even if many frames show that they are missing. */
import type { Timers } from "./timers.ts";

/** The server responds quickly. A request that takes longer counts as lost. */
const LOST_AFTER_MS = 5000;

export interface Resume {
  /** Those that may still be on their way are requested if they don't arrive within that time. */
  missing: (withinMs?: number) => void;
  complete: () => void;
  /** The server has refused a request, and may have said after how many seconds to retry. */
  refused: (retryAfterSeconds: number | null) => void;
  /** The connection is closed, and the request is lost with it. The next one starts from the known position. */
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
    missing(withinMs = 0) {
      if (cancel !== null) return;
      if (askedAt !== null && timers.now() - askedAt < LOST_AFTER_MS) return;
      if (withinMs > 0) cancel = timers.after(withinMs, askNow);
      else askNow();
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
