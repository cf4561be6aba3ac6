"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";

const secondFactorKey = ["player", "second-factor"] as const;

export function useSecondFactor() {
  const { player } = useServices();
  return useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => answerOf(player.GET("/auth/api/totp/", { signal })),
  });
}

export function useRenewSecondFactor() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: secondFactorKey });
}
