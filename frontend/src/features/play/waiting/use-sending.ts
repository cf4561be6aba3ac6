"use client";

import { useEffect } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { browserTimers } from "@numberplay/client/realtime/timers";
import { useConnectionStatus, useLiveResults } from "@/entities/results/live-results-context";
import { useIsOnline } from "@/entities/results/use-connection";
import { useServices } from "@/entities/session/services-context";
import { sendSaved } from "./send-saved";
import type { SavedPlay } from "./saved-plays";

/** Sends the player's saved plays while there is a connection. Their requests end with the session epoch. */
export function useSending(player: string | null, isAnyWaiting: boolean) {
  const { player: api } = useServices();
  const live = useLiveResults();
  const { state } = useConnectionStatus();
  const isConnected = useIsOnline() && (state === "live" || state === "fallback");
  useEffect(() => {
    if (player === null || !isAnyWaiting || !isConnected) return undefined;
    let cancel = () => {};
    let isOver = false;
    const send = ({ number, key }: SavedPlay) =>
      answerOf(
        api.POST("/api/game/play/", {
          params: { header: { "Idempotency-Key": key } },
          body: { number },
        }),
      );
    const run = async () => {
      const wait = await sendSaved({ player, send, onResult: live.answered });
      if (wait !== null && !isOver) cancel = browserTimers.after(wait, () => void run());
    };
    void run();
    return () => {
      isOver = true;
      cancel();
    };
  }, [player, isAnyWaiting, isConnected, api, live]);
}
