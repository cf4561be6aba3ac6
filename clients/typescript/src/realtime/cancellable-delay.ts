/** A delay that can be cut short. */
import type { Timers } from "./timers.ts";

interface CancellableDelay {
  /** Resolves after the delay, with true if it was cut short. */
  wait: (ms: number) => Promise<boolean>;
  /** Ends the delay now. */
  cancel: () => void;
}

export function createCancellableDelay(timers: Timers): CancellableDelay {
  let skip = () => {};
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const cancel = timers.after(ms, () => resolve(false));
        skip = () => {
          cancel();
          resolve(true);
        };
      }),
    cancel: () => {
      skip();
    },
  };
}
