import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import { ApiError, NetworkError, SignedOutError } from "@numberplay/client/api/errors";
import { browserTimers } from "@numberplay/client/realtime/timers";
import { createPoll } from "./poll";

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const page = { visibilityState: "visible" };

function createPage() {
  const history = vi.fn(() => Promise.resolve([play(1)]));
  const onRead = vi.fn();
  const onChange = vi.fn();
  const poll = createPoll({ history, onRead, onChange, timers: browserTimers });
  return { poll, history, onRead, onChange };
}

beforeEach(() => {
  vi.useFakeTimers();
  page.visibilityState = "visible";
  vi.stubGlobal("document", page);
});
afterEach(() => void vi.useRealTimers());

test("the poll reads immediately and then every five seconds until it is stopped", async () => {
  const { poll, history, onRead } = createPage();
  poll.start();
  poll.start();
  await pass();
  expect(onRead.mock.calls).toEqual([[[play(1)]]]);
  expect(poll.isWorking()).toBe(true);
  await pass(4999);
  expect(history).toHaveBeenCalledTimes(1);
  await pass(1 + 5000);
  expect(history).toHaveBeenCalledTimes(3);
  poll.stop();
  expect(poll.isWorking()).toBe(false);
  await pass(60_000);
  expect(history).toHaveBeenCalledTimes(3);
});

test("polling pauses on a hidden page and resumes when it is visible again", async () => {
  const { poll, history } = createPage();
  poll.start();
  await pass();
  page.visibilityState = "hidden";
  await pass(60_000);
  expect(history).toHaveBeenCalledTimes(1);
  page.visibilityState = "visible";
  poll.retryNow();
  await pass();
  expect(history).toHaveBeenCalledTimes(2);
  await pass(5000);
  expect(history).toHaveBeenCalledTimes(3);
});

test.each([
  ["a lost response", new NetworkError(), 5000],
  ["a server error", new ApiError(503, [], null), 5000],
  ["a server error with Retry-After", new ApiError(503, [], 2), 5000],
  ["a rate limit", new ApiError(429, [], 40), 40_000],
])("after %s, the poll isn't working until its scheduled retry", async (_name, error, ms) => {
  const { poll, history, onRead, onChange } = createPage();
  history.mockRejectedValueOnce(error);
  poll.start();
  await pass();
  expect(poll.isWorking()).toBe(false);
  expect(onChange).toHaveBeenCalledTimes(1);
  await pass(ms - 1);
  expect(history).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(onRead).toHaveBeenCalledTimes(1);
  expect(poll.isWorking()).toBe(true);
});

test("a poll that hasn't started reads once on demand, and never rejects", async () => {
  const { poll, history, onRead } = createPage();
  await Promise.all([poll.read(), poll.read()]);
  expect(onRead).toHaveBeenCalledTimes(1);
  expect(poll.isWorking()).toBe(false);
  history.mockRejectedValueOnce(new SignedOutError());
  await poll.read();
  poll.retryNow();
  await pass(60_000);
  expect(history).toHaveBeenCalledTimes(2);
});
