import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ApiProblem } from "@numberplay/client/api/problem";
import { useWait } from "./use-wait";

const limit = (seconds: number | null) => new ApiProblem(429, [], seconds);
const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

test("whoever follows a wait sees it go down and end at the same moment", () => {
  vi.useFakeTimers();
  const problem = limit(2);
  const first = renderHook(() => useWait(problem)).result;
  pass(900);
  const later = renderHook(() => useWait(problem)).result;
  expect([first.current, later.current]).toEqual(Array(2).fill({ asked: 2, left: 2 }));
  pass(350);
  expect([first.current, later.current]).toEqual(Array(2).fill({ asked: 2, left: 1 }));
  pass(750);
  expect([first.current, later.current]).toEqual(Array(2).fill({ asked: 2, left: 0 }));
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("nobody waits for what no limit refused", () => {
  for (const problem of [null, new Error("no"), new ApiProblem(503, [], 30), limit(null)]) {
    const { result, unmount } = renderHook(() => useWait(problem));
    expect(result.current).toEqual({ asked: 0, left: 0 });
    unmount();
  }
});

test("another refusal is another wait", () => {
  vi.useFakeTimers();
  const { result, rerender, unmount } = renderHook(useWait, { initialProps: limit(1) });
  pass(1000);
  expect(result.current.left).toBe(0);
  rerender(limit(3));
  expect(result.current).toEqual({ asked: 3, left: 3 });
  unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
