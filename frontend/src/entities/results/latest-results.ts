"use client";

/** The player's latest results, which are read once and then extended by the results that arrive. */
import { useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import type { PlayResult } from "@numberplay/client/api/types";
import { timeOfDay } from "@/shared/lib/time-of-day";
import { useIsPlayer, useServices } from "@/entities/session/services-context";
import { useIncomingResults } from "./live-results-context";
import { latestKey } from "./player-queries";
import { newestFirst } from "./recent-plays";

/** The maximum page size of the backend. */
const READ = 100;

/** Returns the latest results, newest first. Empty until they have been read. */
export function useLatestResults(): readonly PlayResult[] {
  const { player } = useServices();
  const query = { page_size: READ };
  const { data = [] } = useQuery({
    queryKey: latestKey,
    queryFn: async ({ signal }) => {
      const page = await answerOf(player.GET("/api/game/results/", { params: { query }, signal }));
      return page.results;
    },
    enabled: useIsPlayer(),
  });
  const arrived = useIncomingResults().map(({ result }) => result);
  return newestFirst(data, arrived);
}

interface PlaysToday {
  count: number;
  /** False if there may have been more plays than are known. */
  isAll: boolean;
}

/** There are no gaps in `seq`, so the seq of the newest play before today shows how many followed it. */
export function playsToday(latest: readonly PlayResult[], now = timeOfDay()): PlaysToday {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const newest = latest[0]?.seq ?? 0;
  const before = latest.find(({ played_at }) => new Date(played_at).getTime() < midnight);
  if (before !== undefined) return { count: newest - before.seq, isAll: true };
  const oldest = latest.at(-1)?.seq ?? newest + 1;
  return { count: newest - oldest + 1, isAll: oldest === 1 };
}
