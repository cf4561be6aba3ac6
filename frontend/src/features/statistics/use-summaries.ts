"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import type { SummaryPage } from "@numberplay/client/api/types";
import { resultsKey } from "@/entities/results/player-queries";
import { useIsPlayer, useServices } from "@/entities/session/services-context";

const SHOWN = { day: 14, week: 12 };

/** Reads the summaries of the last days or weeks with plays, and refetches them with each result. */
export function useSummaries(period: SummaryPage["period"]) {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  const query = { period, page_size: SHOWN[period] };
  return useQuery({
    queryKey: [...resultsKey, "summaries", query],
    queryFn: ({ signal }) =>
      answerOf(player.GET("/api/game/summaries/", { params: { query }, signal })),
    // While another period is loading, the previous one stays visible.
    placeholderData: keepPreviousData,
    enabled: isPlayer,
  });
}
