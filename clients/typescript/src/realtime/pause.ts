/** A wait that can be cut short. */
import type { Timers } from "./timers";

interface Pause {
  wait: (ms: number) => Promise<void>;
  end: () => void;
}

export function createPause(timers: Timers): Pause {
  let end = () => {};
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const cancel = timers.after(ms, resolve);
        end = () => {
          cancel();
          resolve();
        };
      }),
    end: () => {
      end();
    },
  };
}
