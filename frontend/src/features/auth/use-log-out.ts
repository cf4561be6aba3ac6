"use client";

import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { tellProblem } from "@/shared/ui/feedback/notices";

/** Ends the session at the backend first: a page that only forgets would leave it open for whoever comes next. */
export function useLogOut() {
  const { player, session } = useServices();
  return useMutation({
    mutationFn: () => session.signOut(() => answerOf(player.POST("/auth/api/logout/"))),
    onError: (problem) => tellProblem("You are still logged in", problem),
  });
}
