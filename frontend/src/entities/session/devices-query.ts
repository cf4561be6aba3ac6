"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "./services-context";

const devicesKey = ["player", "devices"] as const;

export function useDevices() {
  const { player } = useServices();
  return useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) => answerOf(player.GET("/auth/api/sessions/", { signal })),
    staleTime: 0,
  });
}

export function useRenewDevices() {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: devicesKey });
}

/** Ends one session, or all but this one. */
export function useEndSessions() {
  const { player } = useServices();
  const renew = useRenewDevices();
  return useMutation({
    mutationFn: (which: { id: string } | "others") => {
      if (which === "others") return answerOf(player.DELETE("/auth/api/sessions/"));
      const path = { session_id: which.id };
      return answerOf(player.DELETE("/auth/api/sessions/{session_id}/", { params: { path } }));
    },
    // A session that has already ended is also removed from the list.
    onSettled: renew,
  });
}
