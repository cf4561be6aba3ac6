"use client";

import { useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { resultsKey } from "@/entities/results/player-queries";
import { useIsPlayer, useServices } from "@/entities/session/services-context";

/** The maximum page size of the backend. */
const CHARTED = 100;

export function useLastResults() {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  const query = { page_size: CHARTED };
  return useQuery({
    queryKey: [...resultsKey, query],
    queryFn: ({ signal }) =>
      answerOf(player.GET("/api/game/results/", { params: { query }, signal })),
    select: ({ results }) => results,
    enabled: isPlayer,
  });
}
