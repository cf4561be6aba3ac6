import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import type { PlayResult } from "@numberplay/client/api/types";
import { createFeed } from "./feed";
import { recentKey } from "./player-queries";

function openFeed(shown: PlayResult[]) {
  const queryClient = new QueryClient();
  queryClient.setQueryData(recentKey, shown);
  const invalidate = vi.spyOn(queryClient, "invalidateQueries");
  const due: (() => void)[] = [];
  const after = (_ms: number, work: () => void) => {
    due.push(work);
    return () => {};
  };
  const feed = createFeed({
    queryClient,
    start: shown[0]?.seq ?? 0,
    pace: (work) => {
      work();
    },
    timers: { now: () => 0, after },
    onArrival: () => {},
    onChange: () => {},
  });
  const recent = () => queryClient.getQueryData<PlayResult[]>(recentKey)?.map(({ seq }) => seq);
  return { feed, queryClient, invalidate, due, recent };
}

test("a resync to before what is shown drops it, and what was accepted after it", () => {
  const { feed, recent, invalidate } = openFeed([play(10), play(9), play(8)]);
  feed.accept(play(11), "elsewhere");
  invalidate.mockClear();
  feed.resync(9);
  expect(recent()).toEqual([9]);
  expect(feed.arrivals()).toEqual([]);
  expect(feed.position()).toBe(9);
  expect(invalidate).toHaveBeenCalledTimes(3);
  expect(feed.accept(play(10, 55), "elsewhere")).toBe(true);
  expect(feed.arrivals()).toEqual([{ result: play(10, 55), from: "elsewhere" }]);
});

test("what the cache of the server still answered is dropped when the cache has expired", () => {
  const { feed, queryClient, recent, invalidate, due } = openFeed([play(10), play(9), play(8)]);
  feed.resync(7);
  queryClient.setQueryData(recentKey, [play(10), play(9), play(8)]);
  feed.accept(play(8), "elsewhere");
  invalidate.mockClear();
  for (const work of due) work();
  expect(recent()).toEqual([8]);
  expect(invalidate).toHaveBeenCalledTimes(3);
});

test("a resync ahead keeps what is shown until it is read again", () => {
  const { feed, recent, due } = openFeed([play(10), play(9), play(8)]);
  feed.resync(900);
  expect(recent()).toEqual([10, 9, 8]);
  expect(feed.position()).toBe(900);
  expect(due).toEqual([]);
});
