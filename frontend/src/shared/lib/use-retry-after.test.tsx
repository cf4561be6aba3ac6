import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ApiError } from "@numberplay/client/api/errors";
import { useRetryAfter } from "./use-retry-after";

const limit = (seconds: number | null) => new ApiError(429, [], seconds);
const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

test("all subscribers to an error share the same countdown", () => {
  vi.useFakeTimers();
  const error = limit(2);
  const first = renderHook(() => useRetryAfter(error)).result;
  pass(900);
  const later = renderHook(() => useRetryAfter(error)).result;
  expect([first.current, later.current]).toEqual(Array(2).fill({ asked: 2, left: 2 }));
  pass(350);
  expect([first.current, later.current]).toEqual(Array(2).fill({ asked: 2, left: 1 }));
  pass(750);
  expect([first.current, later.current]).toEqual(Array(2).fill({ asked: 2, left: 0 }));
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("only a rate limit starts a countdown", () => {
  for (const error of [null, new Error("no"), new ApiError(503, [], 30), limit(null)]) {
    const { result, unmount } = renderHook(() => useRetryAfter(error));
    expect(result.current).toEqual({ asked: 0, left: 0 });
    unmount();
  }
});

test("another error starts a new countdown", () => {
  vi.useFakeTimers();
  const { result, rerender, unmount } = renderHook(useRetryAfter, { initialProps: limit(1) });
  pass(1000);
  expect(result.current.left).toBe(0);
  rerender(limit(3));
  expect(result.current).toEqual({ asked: 3, left: 3 });
  unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
