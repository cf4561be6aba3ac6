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
    "a refusal of something else",
    0,
    (resume) => {
      resume.refused(1);
      vi.advanceTimersByTime(5000);
    },
  ],
  [
    "a refusal that says when, before that time",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      vi.advanceTimersByTime(6999);
      times(10, resume.missing);
    },
  ],
  [
    "a refusal that says when, at that time",
    2,
    (resume) => {
      resume.missing();
      times(3, () => resume.refused(7));
      vi.advanceTimersByTime(7000);
    },
  ],
  [
    "a refusal after which the missing came all the same",
    1,
    (resume) => {
      resume.missing();
      resume.refused(7);
      resume.complete();
      vi.advanceTimersByTime(60_000);
    },
  ],
  [
    "a refusal that says nothing",
    2,
    (resume) => {
      resume.missing();
      resume.refused(null);
      times(10, resume.missing);
    },
  ],
  [
    "a question that is lost",
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
