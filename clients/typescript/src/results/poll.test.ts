import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, NetworkError, SignedOutError } from "../api/errors.ts";
import { browserTimers } from "../realtime/timers.ts";
import { createPoll } from "./poll.ts";

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const page = { visibilityState: "visible" };

function createPage() {
  const read = vi.fn(() => Promise.resolve());
  const onRead = vi.fn();
  const poll = createPoll({ read, onRead, timers: browserTimers });
  return { poll, read, onRead };
}

beforeEach(() => {
  vi.useFakeTimers();
  page.visibilityState = "visible";
  vi.stubGlobal("document", page);
});
afterEach(() => void vi.useRealTimers());

test("the poll reads immediately and then every five seconds until it is stopped", async () => {
  const { poll, read, onRead } = createPage();
  poll.start();
  poll.start();
  await pass();
  expect(read).toHaveBeenCalledTimes(1);
  expect(onRead.mock.calls).toEqual([[true]]);
  await pass(4999);
  expect(read).toHaveBeenCalledTimes(1);
  await pass(1 + 5000);
  expect(read).toHaveBeenCalledTimes(3);
  poll.stop();
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
])("after %s, the poll has failed until its scheduled retry", async (_name, error, ms) => {
  const { poll, read, onRead } = createPage();
  read.mockRejectedValueOnce(error);
  poll.start();
  await pass();
  expect(onRead.mock.calls).toEqual([[false]]);
  await pass(ms - 1);
  expect(read).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(read).toHaveBeenCalledTimes(2);
  expect(onRead.mock.calls).toEqual([[false], [true]]);
});

test("a poll that hasn't started reads once on demand, and never rejects", async () => {
  const { poll, read, onRead } = createPage();
  await Promise.all([poll.read(), poll.check()]);
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRejectedValueOnce(new SignedOutError());
  await poll.read();
  poll.retryNow();
  await pass(60_000);
  expect(read).toHaveBeenCalledTimes(2);
  expect(onRead).not.toHaveBeenCalled();
});

test("a check doesn't read while the poll has started, because its reads test the token", async () => {
  const { poll, read } = createPage();
  read.mockRejectedValueOnce(new ApiError(503, [], 40));
  poll.start();
  await pass();
  await poll.check();
  expect(read).toHaveBeenCalledTimes(1);
});
