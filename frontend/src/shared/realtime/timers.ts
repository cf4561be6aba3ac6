/** Time as an argument, so that a test can hold the clock. */

export interface Timers {
  now: () => number;
  /** Returns what calls it off. */
  after: (ms: number, work: () => void) => () => void;
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
