import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import type { PlayResult } from "@numberplay/client/api/types";
import { createResultStore } from "./result-store";
import { latestKey, recentKey } from "./player-queries";

function openResultStore(shown: PlayResult[]) {
  const queryClient = new QueryClient();
  for (const key of [recentKey, latestKey]) queryClient.setQueryData(key, shown);
  const invalidate = vi.spyOn(queryClient, "invalidateQueries");
  const due: (() => void)[] = [];
  const after = (_ms: number, work: () => void) => {
    due.push(work);
    return () => {};
  };
  const store = createResultStore({
    queryClient,
    start: shown[0]?.seq ?? 0,
    throttle: (work) => {
      work();
    },
    timers: { now: () => 0, after },
    onResult: () => {},
    onChange: () => {},
  });
  const shownIn = (key: readonly string[]) => () =>
    queryClient.getQueryData<PlayResult[]>(key)?.map(({ seq }) => seq);
  const [recent, latest] = [shownIn(recentKey), shownIn(latestKey)];
  return { store, queryClient, invalidate, due, recent, latest };
}

test("a resync to an earlier position drops later results, both shown and accepted", () => {
  const { store, recent, latest, invalidate } = openResultStore([play(10), play(9), play(8)]);
  store.accept(play(11), "elsewhere");
  invalidate.mockClear();
  store.resync(9);
  expect(recent()).toEqual([9]);
  expect(latest()).toEqual([9, 8]);
  expect(store.received()).toEqual([]);
  expect(store.position()).toBe(9);
  expect(invalidate).toHaveBeenCalledTimes(4);
  store.accept(play(10, 55), "elsewhere");
  expect(store.received()).toEqual([{ result: play(10, 55), from: "elsewhere" }]);
});

test("results from the server's stale cache are dropped once the cache has expired", () => {
  const { store, queryClient, recent, invalidate, due } = openResultStore([
    play(10),
    play(9),
    play(8),
  ]);
  store.resync(7);
  queryClient.setQueryData(recentKey, [play(10), play(9), play(8)]);
  store.accept(play(8), "elsewhere");
  invalidate.mockClear();
  for (const work of due) work();
  expect(recent()).toEqual([8]);
  expect(invalidate).toHaveBeenCalledTimes(4);
});

test("a resync to a later position keeps the shown results until they are refetched", () => {
  const { store, recent, due } = openResultStore([play(10), play(9), play(8)]);
  store.resync(900);
  expect(recent()).toEqual([10, 9, 8]);
  expect(store.position()).toBe(900);
  expect(due).toEqual([]);
});
