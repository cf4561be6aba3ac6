import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createResume, type Resume } from "./resume.ts";
import { browserTimers } from "./timers.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const times = (count: number, act: () => void) => {
  for (let time = 0; time < count; time += 1) act();
};

test.each<[string, number, (resume: Resume) => void]>([
  ["a sequence without gaps", 0, (resume) => resume.complete()],
  ["a gap still open after ten frames", 1, (resume) => times(10, resume.missing)],
  [
    "two consecutive gaps",
    2,
    (resume) => {
      resume.missing();
      resume.complete();
      resume.missing();
    },
  ],
  [
    "an error for another command",
    0,
    (resume) => {
      resume.refused(1);
      vi.advanceTimersByTime(5000);
    },
  ],
  [
    "an error with a delay, before it has passed",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      vi.advanceTimersByTime(6999);
      times(10, resume.missing);
    },
  ],
  [
    "an error with a delay, once it has passed",
    2,
    (resume) => {
      resume.missing();
      times(3, () => resume.refused(7));
      vi.advanceTimersByTime(7000);
    },
  ],
  [
    "an error followed by the missing results",
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
    "an unanswered request",
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
    "results that are on their way, and arrive",
    0,
    (resume) => {
      resume.missing(2000);
      vi.advanceTimersByTime(1999);
      resume.complete();
      vi.advanceTimersByTime(60_000);
    },
  ],
  [
    "results that were on their way, and don't arrive",
    1,
    (resume) => {
      times(3, () => resume.missing(2000));
      vi.advanceTimersByTime(2000);
      resume.missing(2000);
    },
  ],
  [
    "a connection that closes during the delay",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      resume.stop();
      vi.advanceTimersByTime(60_000);
    },
  ],
])("%s: %i resume requests are sent", (_name, asked, act) => {
  const ask = vi.fn();
  act(createResume(browserTimers, ask));
  expect(ask).toHaveBeenCalledTimes(asked);
});
