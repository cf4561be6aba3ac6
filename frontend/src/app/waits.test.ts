/** Changing the system clock doesn't affect any wait. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { accessToken } from "@tests/backend";
import { ApiError } from "@numberplay/client/api/errors";
import { createThrottle } from "@/entities/results/throttle";
import { createPoll } from "@numberplay/client/results/poll";
import { createTokenRenewal } from "@numberplay/client/realtime/token-renewal";
import { createHeartbeat } from "@numberplay/client/realtime/heartbeat";
import { createCancellableDelay } from "@numberplay/client/realtime/cancellable-delay";
import { createResume } from "@numberplay/client/realtime/resume";
import { browserTimers as timers } from "@numberplay/client/realtime/timers";
import { readAccessToken } from "@numberplay/client/session/access-token";
import { countdownOf } from "@/shared/lib/countdown";

const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { visibilityState: "visible" });
});
afterEach(() => void vi.useRealTimers());

/** Each function starts a wait, and calls `done` when it ends. */
const WAITS: [string, number, (done: () => void) => void][] = [
  [
    "a rate limit countdown",
    4000,
    (done) => {
      const countdown = countdownOf(new ApiError(429, [], 4))!;
      countdown.follow(() => {
        if (countdown.left() === 0) done();
      });
    },
  ],
  [
    "a delay between retries",
    4000,
    (done) => void createCancellableDelay(timers).wait(4000).then(done),
  ],
  [
    "a throttled read",
    4000,
    (done) => {
      const throttle = createThrottle(timers, 4000);
      throttle(() => {});
      throttle(done);
    },
  ],
  [
    "the poll interval",
    5000,
    (done) => {
      const read = vi.fn(() => {
        if (read.mock.calls.length === 2) done();
        return Promise.resolve();
      });
      createPoll({ read, onRead: () => {}, timers }).start();
    },
  ],
  [
    "a rejected resume",
    4000,
    (done) => {
      const ask = vi.fn(() => {
        if (ask.mock.calls.length === 2) done();
      });
      const resume = createResume(timers, ask);
      resume.missing();
      resume.refused(4);
    },
  ],
  [
    "the heartbeat timeout",
    8000,
    (done) => {
      const quiet = { ping: () => {}, onRoundTrip: () => {} };
      createHeartbeat({ timers, ...quiet, onSilence: done }).start();
    },
  ],
  [
    "the ping interval",
    25_000,
    (done) => {
      const ping = vi.fn(() => {
        if (ping.mock.calls.length === 2) done();
      });
      const heartbeat = createHeartbeat({ timers, ping, onRoundTrip: () => {}, onSilence: done });
      heartbeat.start();
      heartbeat.pong();
    },
  ],
  [
    "a token renewal",
    240_000,
    (done) => {
      const { expiresAt } = readAccessToken(accessToken(), timers.now());
      const token = () => Promise.resolve("next");
      const credentials = { token, renew: token, check: vi.fn(), expiresAt: () => expiresAt };
      createTokenRenewal({ credentials, timers, send: done }).start();
    },
  ],
];

const STEPS = [-HOUR, HOUR];

test.each(STEPS.flatMap((step) => WAITS.map((wait) => [step, ...wait] as const)))(
  "after a clock change of %i ms, %s still takes %i ms",
  async (step, _name, ms, begin) => {
    const done = vi.fn();
    begin(done);
    await vi.advanceTimersByTimeAsync(ms / 2);
    const wall = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => wall + step);
    await vi.advanceTimersByTimeAsync(ms / 2 - 300);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(600);
    expect(done).toHaveBeenCalled();
  },
);

test("no source file reads the system clock", () => {
  const clocks = ["src", "../clients/typescript/src"]
    .flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => join(root, name)),
    )
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
    .filter((path) => /Date\.now|new Date\(\)|\bDate\(\)/.test(readFileSync(path, "utf8")));
  expect(clocks).toEqual([]);
});
