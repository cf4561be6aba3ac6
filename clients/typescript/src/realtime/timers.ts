/** Time as an argument, so that a test can hold the clock. */

export interface Timers {
  /** Milliseconds by a monotonic clock: for durations, not for the time of day. */
  now: () => number;
  /** Returns what calls it off. */
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

/** Timers that are called off together, and after that begin no more. */
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
