"use client";

import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@/shared/api/client";
import { SignedOut } from "@/shared/api/problem";
import { useServices } from "@/shared/runtime/services-context";
import { problemText } from "@/shared/ui/problem-text";

/** Ends the session at the backend first: a page that only forgets would leave it open for whoever comes next. */
export function useLogOut() {
  const { player, session } = useServices();
  return useMutation({
    mutationFn: () => session.signOut(() => answerOf(player.POST("/auth/api/logout/"))),
    onError: (problem) => {
      if (problem instanceof SignedOut) return;
      notifications.show({
        color: "red",
        title: "You are still logged in",
        message: problemText(problem),
      });
    },
  });
}
