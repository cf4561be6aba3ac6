/** Requests missing results once, even if several frames reveal the gap. */
import type { Timers } from "./timers.ts";

/** The server responds quickly. A request that takes longer counts as lost. */
const LOST_AFTER_MS = 5000;

export interface Resume {
  /** Requests them now, or only after `withinMs` if they may still be on their way. */
  missing: (withinMs?: number) => void;
  complete: () => void;
  /** Call it when the server has rejected a request, with its retry delay if there was one. */
  refused: (retryAfterSeconds: number | null) => void;
  /** Call it when the connection has closed, which loses the request. The next one starts from the known position. */
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
