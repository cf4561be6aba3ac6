"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import type { PlayResult, ResultPage } from "@numberplay/client/api/types";
import { resultsKey } from "@/entities/results/player-queries";
import { useIsPlayer, useServices } from "@/entities/session/services-context";

export type ResultFilter = "all" | PlayResult["result"];

export const PAGE_SIZE = 20;

/** One page of all results. The previous page stays visible while the next one is fetched. */
export function useResults(filter: ResultFilter, cursor: string | null) {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  const query = {
    page_size: PAGE_SIZE,
    ...(filter !== "all" && { result: filter }),
    ...(cursor !== null && { cursor }),
  };
  return useQuery({
    queryKey: [...resultsKey, query],
    // Without `since`, the response is a page.
    queryFn: ({ signal }) =>
      answerOf(
        player.GET("/api/game/results/", { params: { query }, signal }),
      ) as Promise<ResultPage>,
    placeholderData: keepPreviousData,
    enabled: isPlayer,
  });
}
