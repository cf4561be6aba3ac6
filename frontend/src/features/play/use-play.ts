"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { isOutcomeUnknown } from "@numberplay/client/api/problem";
import { useLive } from "@/entities/results/live-context";
import { useServices } from "@/entities/session/services-context";
import { type Intent, intentFor, newKey } from "./intent";
import { playKey } from "@/entities/results/play-key";

const RETRIES_ON_LOST_ANSWER = 2;

interface PlayHandling {
  onProblem: (problem: unknown) => void;
  onSettled: () => void;
}

/** Plays a number, once. The answer goes to the live feed, as the frame of the same play does. */
export function usePlay({ onProblem, onSettled }: PlayHandling) {
  const { player } = useServices();
  const live = useLive();
  const [unanswered, setUnanswered] = useState<Intent | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationKey: playKey,
    mutationFn: ({ number, key }: Intent) =>
      answerOf(
        player.POST("/api/game/play/", {
          params: { header: { "Idempotency-Key": key } },
          body: { number },
        }),
      ),
    retry: (failures, problem) => failures < RETRIES_ON_LOST_ANSWER && isOutcomeUnknown(problem),
    onMutate: setUnanswered,
    onSuccess: live.answered,
    onError: onProblem,
    onSettled: (_result, problem) => {
      if (!isOutcomeUnknown(problem)) setUnanswered(null);
      onSettled();
    },
  });
  return {
    play: (number: number) => mutate(intentFor(unanswered, number, newKey)),
    isPlaying: isPending,
    problem: error,
  };
}
