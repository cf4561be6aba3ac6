"use client";

import { useQuery } from "@tanstack/react-query";
import { answerOf } from "@/shared/api/client";
import { useServices, useSessionState } from "@/shared/runtime/services-context";

export const playerKey = ["player", "user"] as const;

export function usePlayer() {
  const { player } = useServices();
  const { status } = useSessionState();
  return useQuery({
    queryKey: playerKey,
    queryFn: ({ signal }) => answerOf(player.GET("/auth/api/user/", { signal })),
    enabled: status === "signed-in",
  });
}
