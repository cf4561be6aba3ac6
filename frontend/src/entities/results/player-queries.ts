"use client";

import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import type { PlayResult } from "@numberplay/client/api/types";
import { useIsPlayer, useServices } from "@/entities/session/services-context";
import { mergeRecent } from "./recent-plays";

export const recentKey = ["player", "recent-plays"] as const;
/** Unlike the queries below, this one isn't refetched for each new result. */
export const latestKey = ["player", "latest-results"] as const;
export const resultsKey = ["player", "results"] as const;
export const statisticsKey = ["player", "statistics"] as const;

export function useRules() {
  const { visitor } = useServices();
  return useQuery({
    queryKey: ["rules"],
    queryFn: ({ signal }) => answerOf(visitor.GET("/api/game/rules/", { signal })),
    staleTime: Infinity,
  });
}

export function useRecentPlays() {
  const { player } = useServices();
  const queryClient = useQueryClient();
  const isPlayer = useIsPlayer();
  return useQuery({
    queryKey: recentKey,
    queryFn: async ({ signal }) => {
      const read = await answerOf(player.GET("/api/game/history/", { signal }));
      // The response may be older than a result that has arrived during the request.
      return mergeRecent(recentIn(queryClient), read);
    },
    enabled: isPlayer,
  });
}

export function useStatistics() {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  return useQuery({
    queryKey: statisticsKey,
    queryFn: ({ signal }) => answerOf(player.GET("/api/game/statistics/", { signal })),
    enabled: isPlayer,
  });
}

function recentIn(queryClient: QueryClient): PlayResult[] {
  return queryClient.getQueryData<PlayResult[]>(recentKey) ?? [];
}
