"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@/shared/api/client";
import { playerKey } from "@/shared/player/player-query";
import { useServices } from "@/shared/runtime/services-context";

/** Uses the token up, once: as a query, because a page that renders twice must not ask twice. */
export function useVerification(token: string | null) {
  const { visitor } = useServices();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: ["verification", token],
    queryFn: async () => {
      const body = { token: token ?? "" };
      const { user } = await answerOf(visitor.POST("/auth/api/email/verify/", { body }));
      void queryClient.invalidateQueries({ queryKey: playerKey });
      return user;
    },
    enabled: token !== null,
    staleTime: Infinity,
    refetchOnMount: false,
  });
}
