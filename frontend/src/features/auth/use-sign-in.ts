"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useServices } from "@/entities/session/services-context";
import type { Player } from "@numberplay/client/api/types";
import { playerKey } from "@/entities/player/player-query";
import { adoptLanguage } from "@/entities/preferences/language-cookie";
import { reload } from "@/shared/lib/loading/reload";

interface SignedIn {
  user: Player;
  access: string;
  refresh?: string;
}

/** Handles the responses to signing in and registering. */
export function useSignIn() {
  const { session, refreshToken } = useServices();
  const queryClient = useQueryClient();
  return ({ user, ...tokens }: SignedIn) => {
    const continues = queryClient.getQueryData(playerKey) !== undefined;
    refreshToken.keep(tokens);
    session.signIn(tokens.access);
    queryClient.setQueryData(playerKey, user);
    // A page that continues after its session has ended may contain input, which a reload would lose.
    if (adoptLanguage(user.language) && !continues) reload();
  };
}
