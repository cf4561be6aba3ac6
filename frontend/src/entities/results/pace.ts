/** Work that many events ask for, done at once for the first and once more after the last of a burst. */
import type { Timers } from "@numberplay/client/realtime/timers";

export type Pace = (work: () => void) => void;

export function createPace(timers: Timers, everyMs: number): Pace {
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
