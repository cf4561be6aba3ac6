import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createResume, type Resume } from "./resume";
import { browserTimers } from "./timers";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const times = (count: number, act: () => void) => {
  for (let time = 0; time < count; time += 1) act();
};

test.each<[string, number, (resume: Resume) => void]>([
  ["nothing that is missing", 0, (resume) => resume.complete()],
  ["a hole that ten frames do not fill", 1, (resume) => times(10, resume.missing)],
  [
    "two holes",
    2,
    (resume) => {
      resume.missing();
      resume.complete();
      resume.missing();
    },
  ],
  [
    "an error of another command",
    0,
    (resume) => {
      resume.refused(1);
      vi.advanceTimersByTime(5000);
    },
  ],
  [
    "an error with a delay, before that time",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      vi.advanceTimersByTime(6999);
      times(10, resume.missing);
    },
  ],
  [
    "an error with a delay, at that time",
    2,
    (resume) => {
      resume.missing();
      times(3, () => resume.refused(7));
      vi.advanceTimersByTime(7000);
    },
  ],
  [
    "an error, after which the missing results came in",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      resume.complete();
      vi.advanceTimersByTime(60_000);
    },
  ],
  [
    "an error without a delay",
    2,
    (resume) => {
      resume.missing();
      resume.refused(null);
      times(10, resume.missing);
    },
  ],
  [
    "a lost request",
    2,
    (resume) => {
      resume.missing();
      vi.advanceTimersByTime(4999);
      resume.missing();
      vi.advanceTimersByTime(1);
      times(10, resume.missing);
    },
  ],
  [
    "a connection that ends in the wait",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      resume.stop();
      vi.advanceTimersByTime(60_000);
    },
  ],
])("%s is asked for %i times", (_name, asked, act) => {
  const ask = vi.fn();
  act(createResume(browserTimers, ask));
  expect(ask).toHaveBeenCalledTimes(asked);
});
