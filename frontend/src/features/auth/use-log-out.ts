"use client";

import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@/shared/api/client";
import { SignedOut } from "@/shared/api/problem";
import { useServices } from "@/shared/runtime/services-context";
import { tell } from "@/shared/ui/notices";
import { problemText } from "@/shared/ui/problem-text";

/** Ends the session at the backend first: a page that only forgets would leave it open for whoever comes next. */
export function useLogOut() {
  const { player, session } = useServices();
  return useMutation({
    mutationFn: () => session.signOut(() => answerOf(player.POST("/auth/api/logout/"))),
    onError: (problem) => {
      if (!(problem instanceof SignedOut))
        void tell("You are still logged in", problemText(problem));
    },
  });
}
