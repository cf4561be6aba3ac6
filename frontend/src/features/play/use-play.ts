"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { isOutcomeUnknown } from "@numberplay/client/api/errors";
import { newKey } from "@numberplay/client/api/idempotency-key";
import { useLiveResults } from "@/entities/results/live-results-context";
import { useServices } from "@/entities/session/services-context";
import { type PendingPlay, pendingPlayFor } from "./pending-play";
import { playKey } from "@/entities/results/play-key";

const RETRIES_ON_LOST_ANSWER = 2;

interface PlayHandling {
  onError: (error: unknown) => void;
  onSettled: () => void;
}

/** Plays a number, once. The response goes to the result store, as does the frame of the same play. */
export function usePlay({ onError, onSettled }: PlayHandling) {
  const { player } = useServices();
  const live = useLiveResults();
  const [unanswered, setUnanswered] = useState<PendingPlay | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationKey: playKey,
    mutationFn: ({ number, key }: PendingPlay) =>
      answerOf(
        player.POST("/api/game/play/", {
          params: { header: { "Idempotency-Key": key } },
          body: { number },
        }),
      ),
    retry: (failures, error) => failures < RETRIES_ON_LOST_ANSWER && isOutcomeUnknown(error),
    onMutate: setUnanswered,
    onSuccess: live.answered,
    onError: onError,
    onSettled: (_result, error) => {
      if (!isOutcomeUnknown(error)) setUnanswered(null);
      onSettled();
    },
  });
  return {
    play: (number: number) => mutate(pendingPlayFor(unanswered, number, newKey)),
    isPlaying: isPending,
    error: error,
  };
}
