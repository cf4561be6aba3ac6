import { expect, test, vi } from "vitest";
import { browserTimers } from "@numberplay/client/realtime/timers";
import { createThrottle } from "./throttle";

test("in a burst, the first call runs immediately and the last one after the interval", () => {
  vi.useFakeTimers();
  const throttle = createThrottle(browserTimers, 1000);
  const done: number[] = [];
  for (const turn of [1, 2, 3]) throttle(() => done.push(turn));
  expect(done).toEqual([1]);
  vi.advanceTimersByTime(999);
  expect(done).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual([1, 3]);
  vi.advanceTimersByTime(5000);
  throttle(() => done.push(4));
  expect(done).toEqual([1, 3, 4]);
  vi.useRealTimers();
});
