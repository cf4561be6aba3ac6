/**
 * Throttles work that many events request: it runs immediately for the first event of a burst, and once more after the
 * last.
 */
import type { Timers } from "@numberplay/client/realtime/timers";

export type Throttle = (work: () => void) => void;

export function createThrottle(timers: Timers, everyMs: number): Throttle {
  let isResting = false;
  let waiting: (() => void) | null = null;

  function run(work: () => void) {
    isResting = true;
    timers.after(everyMs, () => {
      isResting = false;
      const next = waiting;
      waiting = null;
      if (next !== null) run(next);
    });
    work();
  }

  return (work) => {
    if (isResting) waiting = work;
    else run(work);
  };
}
