import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, NetworkError, SignedOutError } from "../api/errors.ts";
import { browserTimers } from "../realtime/timers.ts";
import { createPoll } from "./poll.ts";

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const page = { visibilityState: "visible" };

function createPage() {
  const read = vi.fn(() => Promise.resolve());
  const onChange = vi.fn();
  const poll = createPoll({ read, onChange, timers: browserTimers });
  return { poll, read, onChange };
}

beforeEach(() => {
  vi.useFakeTimers();
  page.visibilityState = "visible";
  vi.stubGlobal("document", page);
});
afterEach(() => void vi.useRealTimers());

test("the poll reads immediately and then every five seconds until it is stopped", async () => {
  const { poll, read } = createPage();
  poll.start();
  poll.start();
  await pass();
  expect(read).toHaveBeenCalledTimes(1);
  expect(poll.isWorking()).toBe(true);
  await pass(4999);
  expect(read).toHaveBeenCalledTimes(1);
  await pass(1 + 5000);
  expect(read).toHaveBeenCalledTimes(3);
  poll.stop();
  expect(poll.isWorking()).toBe(false);
  await pass(60_000);
  expect(read).toHaveBeenCalledTimes(3);
});

test("polling pauses on a hidden page and resumes when it is visible again", async () => {
  const { poll, read } = createPage();
  poll.start();
  await pass();
  page.visibilityState = "hidden";
  await pass(60_000);
  expect(read).toHaveBeenCalledTimes(1);
  page.visibilityState = "visible";
  poll.retryNow();
  await pass();
  expect(read).toHaveBeenCalledTimes(2);
  await pass(5000);
  expect(read).toHaveBeenCalledTimes(3);
});

test.each([
  ["a lost response", new NetworkError(), 5000],
  ["a server error", new ApiError(503, [], null), 5000],
  ["a server error with Retry-After", new ApiError(503, [], 2), 5000],
  ["a rate limit", new ApiError(429, [], 40), 40_000],
])("after %s, the poll isn't working until its scheduled retry", async (_name, error, ms) => {
  const { poll, read, onChange } = createPage();
  read.mockRejectedValueOnce(error);
  poll.start();
  await pass();
  expect(poll.isWorking()).toBe(false);
  expect(onChange).toHaveBeenCalledTimes(1);
  await pass(ms - 1);
  expect(read).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(read).toHaveBeenCalledTimes(2);
  expect(poll.isWorking()).toBe(true);
});

test("a poll that hasn't started reads once on demand, and never rejects", async () => {
  const { poll, read } = createPage();
  await Promise.all([poll.read(), poll.read()]);
  expect(read).toHaveBeenCalledTimes(1);
  expect(poll.isWorking()).toBe(false);
  read.mockRejectedValueOnce(new SignedOutError());
  await poll.read();
  poll.retryNow();
  await pass(60_000);
  expect(read).toHaveBeenCalledTimes(2);
});
