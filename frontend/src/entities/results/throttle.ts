/** Work requested by many events, done immediately for the first and once more after the last of a burst. */
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
