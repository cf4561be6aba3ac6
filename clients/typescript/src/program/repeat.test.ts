import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, NetworkError, SignedOutError } from "../api/errors.ts";
import { repeat } from "./repeat.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => void vi.useRealTimers());

const lost = new NetworkError();
const refused = (status: number, retryAfterSeconds: number | null = null) =>
  new ApiError(status, [], retryAfterSeconds);

test.each([
  ["a lost response", lost, 500],
  ["a 408", refused(408), 500],
  ["a 502", refused(502), 500],
  ["a 503 with Retry-After", refused(503, 7), 7000],
  ["a 429 with Retry-After", refused(429, 60), 60_000],
])("%s is followed by another attempt", async (_name, error, ms) => {
  const attempt = vi.fn().mockRejectedValueOnce(error).mockResolvedValue("done");
  const done = repeat(attempt, 60_000);
  await vi.advanceTimersByTimeAsync(ms - 1);
  expect(attempt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await done).toBe("done");
  expect(attempt).toHaveBeenCalledTimes(2);
});

test.each([
  ["a 400", refused(400)],
  ["a 500", refused(500)],
  ["the end of the session", new SignedOutError()],
  ["a delay beyond the limit", refused(429, 61)],
])("%s is final", async (_name, error) => {
  const attempt = vi.fn().mockRejectedValue(error);
  await expect(repeat(attempt, 60_000)).rejects.toBe(error);
  expect(attempt).toHaveBeenCalledTimes(1);
});

test("retries end with the last error if the next one would be too late", async () => {
  const attempt = vi.fn().mockRejectedValue(lost);
  const ended = expect(repeat(attempt, 10_000)).rejects.toBe(lost);
  await vi.advanceTimersByTimeAsync(10_000);
  await ended;
  // At 0, 0.5, 1.5, 3.5 and 7.5 seconds.
  expect(attempt).toHaveBeenCalledTimes(5);
});
