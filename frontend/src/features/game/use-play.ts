"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf } from "@/shared/api/client";
import { isOutcomeUnknown } from "@/shared/api/problem";
import { useServices } from "@/shared/runtime/services-context";
import { useLive } from "@/shared/live/live-context";
import { type Intent, intentFor, newKey } from "./intent";

const RETRIES_ON_LOST_ANSWER = 2;

/** Plays a number, once. The answer goes to the feed, as the frame of the same play does. */
export function usePlay() {
  const live = useLive();
  const { player } = useServices();
  const [unanswered, setUnanswered] = useState<Intent | null>(null);
  const { mutate, isPending } = useMutation({
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
    onSettled: (_result, problem) => {
      if (!isOutcomeUnknown(problem)) setUnanswered(null);
    },
  });

  function play(number: number, onProblem: (problem: unknown) => void) {
    mutate(intentFor(unanswered, number, newKey), { onError: onProblem });
  }
  return { play, isPlaying: isPending };
}
