"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { playerKey } from "@/entities/player/player-query";
import { useServices } from "@/entities/session/services-context";

/** Reads the account that the link belongs to. This doesn't use up the link. */
export function useLinkedAccount(token: string | null) {
  const { visitor } = useServices();
  return useQuery({
    queryKey: ["linked-account", token],
    queryFn: ({ signal }) => {
      const body = { token: token ?? "" };
      return answerOf(visitor.POST("/auth/api/email/verify/inspect/", { body, signal }));
    },
    enabled: token !== null,
    staleTime: Infinity,
    refetchOnMount: false,
  });
}

/** Uses up the link. */
export function useVerification(token: string) {
  const { visitor } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(visitor.POST("/auth/api/email/verify/", { body: { token } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: playerKey }),
  });
}

/** Removes the account that another person registered with this address. */
export function useDisowning(token: string) {
  const { visitor, session } = useServices();
  return useMutation({
    mutationFn: () => answerOf(visitor.POST("/auth/api/email/disown/", { body: { token } })),
    // It may be the account of this browser.
    onSuccess: () => session.recheck(),
  });
}
