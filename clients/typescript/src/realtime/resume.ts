/** Asks for missing results once, however many frames show that they are missing. */
import type { Timers } from "./timers";

/** The server answers within a moment; whatever takes longer is lost. */
const LOST_AFTER_MS = 5000;

export interface Resume {
  missing: () => void;
  complete: () => void;
  /** The server has refused something, and may have said after how many seconds to ask again. */
  refused: (retryAfterSeconds: number | null) => void;
  /** The connection is gone, and the question with it: the next one begins with the known position. */
  stop: () => void;
}

export function createResume(timers: Timers, ask: () => void): Resume {
  let askedAt: number | null = null;
  let callOff: (() => void) | null = null;

  function stop() {
    askedAt = null;
    callOff?.();
    callOff = null;
  }
  function askNow() {
    stop();
    askedAt = timers.now();
    ask();
  }
  return {
    missing() {
      if (callOff !== null) return;
      if (askedAt === null || timers.now() - askedAt >= LOST_AFTER_MS) askNow();
    },
    refused(retryAfterSeconds) {
      if (askedAt === null || callOff !== null) return;
      if (retryAfterSeconds === null) stop();
      else callOff = timers.after(retryAfterSeconds * 1000, askNow);
    },
    complete: stop,
    stop,
  };
}
