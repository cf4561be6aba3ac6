/** Timers that are passed as an argument, so that tests can control the clock. */

export interface Timers {
  /** Milliseconds of a monotonic clock, for durations but not for the time of day. */
  now: () => number;
  /** Returns a function that cancels it. */
  after: (ms: number, work: () => void) => () => void;
}

export const browserTimers: Timers = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Timers that can be canceled together. After that, no new ones start. */
export function cancellableTimers({ now, after }: Timers): Timers & { end: () => void } {
  const waiting = new Set<() => void>();
  let isOver = false;
  return {
    now,
    after(ms, work) {
      if (isOver) return () => {};
      const cancel = after(ms, () => {
        waiting.delete(cancel);
        work();
      });
      waiting.add(cancel);
      return cancel;
    },
    end() {
      isOver = true;
      for (const cancel of waiting) cancel();
    },
  };
}
