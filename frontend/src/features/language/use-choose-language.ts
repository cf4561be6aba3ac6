"use client";

import { useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { playerKey } from "@/entities/player/player-query";
import { keepLanguage, type Language } from "@/entities/preferences/language-cookie";
import { useIsPlayer, useServices } from "@/entities/session/services-context";
import { reload } from "@/shared/lib/loading/reload";
import { showError, showNotice } from "@/shared/ui/feedback/notices";
import * as text from "@/messages/language";

/** Changes the language of the account, if there is one, and of this device, and reloads the page in that language. */
export function useChooseLanguage() {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  const queryClient = useQueryClient();
  return async (language: Language) => {
    try {
      if (isPlayer) {
        const changed = await answerOf(player.PATCH("/auth/api/user/", { body: { language } }));
        queryClient.setQueryData(playerKey, changed);
      }
      if (keepLanguage(language)) reload();
      else showNotice(text.notKept, text.notKeptHint);
    } catch (error) {
      showError(text.notChanged, error);
    }
  };
}
