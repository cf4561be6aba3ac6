"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useServices } from "@/shared/runtime/services-context";
import type { Player } from "@/shared/api/types";
import { playerKey } from "@/shared/player/player-query";

/** What log-in and registration do with the backend's answer. */
export function useSignIn() {
  const { session } = useServices();
  const queryClient = useQueryClient();
  return ({ user, access }: { user: Player; access: string }) => {
    session.signIn(access);
    queryClient.setQueryData(playerKey, user);
  };
}
