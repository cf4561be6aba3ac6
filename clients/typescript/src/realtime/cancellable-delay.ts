/** A delay that can be cut short. */
import type { Timers } from "./timers.ts";

interface CancellableDelay {
  wait: (ms: number) => Promise<void>;
  /** Resolves the wait now. */
  cancel: () => void;
}

export function createCancellableDelay(timers: Timers): CancellableDelay {
  let skip = () => {};
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const cancel = timers.after(ms, resolve);
        skip = () => {
          cancel();
          resolve();
        };
      }),
    cancel: () => {
      skip();
    },
  };
}
