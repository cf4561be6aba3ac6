"use client";

import { useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useIsPlayer, useServices } from "@/entities/session/services-context";

export const playerKey = ["player", "user"] as const;

export function usePlayer() {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  return useQuery({
    queryKey: playerKey,
    queryFn: ({ signal }) => answerOf(player.GET("/auth/api/user/", { signal })),
    enabled: isPlayer,
  });
}
