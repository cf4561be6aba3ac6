"use client";

import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { showError } from "@/shared/ui/feedback/notices";
import * as text from "@/messages/player-menu";

/** Ends the session at the backend first. Only discarding the token here would leave the session open. */
export function useLogOut() {
  const { player, session } = useServices();
  return useMutation({
    mutationFn: () => session.signOut(() => answerOf(player.POST("/auth/api/logout/"))),
    onError: (error) => showError(text.stillSignedIn, error),
  });
}
