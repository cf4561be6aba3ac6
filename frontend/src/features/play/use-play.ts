"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PlayResult } from "@numberplay/client/api/types";
import { answerOf } from "@numberplay/client/api/client";
import { isOutcomeUnknown, NetworkError } from "@numberplay/client/api/errors";
import { fieldErrorText } from "@/shared/lib/error-text";
import { newKey } from "@numberplay/client/api/idempotency-key";
import { useLiveResults } from "@/entities/results/live-results-context";
import { playKey } from "@/entities/results/play-key";
import { usePrefersReducedMotion } from "@/entities/preferences/use-prefers-reduced-motion";
import { useServices } from "@/entities/session/services-context";
import { createPlayQueue, type PendingPlay, type PlayQueue, type QueueState } from "./play-queue";
import { areSavedShown, savePlays } from "./waiting/saved-plays";
import { useSignedInPlayer } from "./waiting/use-saved-plays";
import { vibrate } from "./result/vibration";

const RETRIES_ON_LOST_ANSWER = 2;

export interface Playing extends QueueState, Pick<PlayQueue, "press" | "retry"> {
  isPlaying: boolean;
  /** Saves the unanswered plays until the network is back. Null if it isn't down, or if nobody is signed in. */
  save: (() => void) | null;
}

/** Plays numbers in the order of the presses. Responses go to the result store, as do the frames of the same plays. */
export function usePlay(onRefused: (refusal: string) => void): Playing {
  const send = useSend(onRefused);
  const [, setChanges] = useState(0);
  const [queue] = useState(() =>
    createPlayQueue({ send, newKey, onChange: () => setChanges((changes) => changes + 1) }),
  );
  const state = queue.read();
  const isPlaying = state.waiting.length > 0 && state.error === null;
  const player = useSignedInPlayer();
  const canSave = player !== null && state.error instanceof NetworkError && areSavedShown();
  const save = canSave ? () => savePlays(player, queue.release()) : null;
  return { ...state, isPlaying, press: queue.press, retry: queue.retry, save };
}

/** Returns the same function for as long as the page is open. */
function useSend(onRefused: (refusal: string) => void): (play: PendingPlay) => Promise<PlayResult> {
  const { player } = useServices();
  const live = useLiveResults();
  const prefersReducedMotion = usePrefersReducedMotion();
  return useMutation({
    mutationKey: playKey,
    mutationFn: ({ number, key }: PendingPlay) =>
      answerOf(
        player.POST("/api/game/play/", {
          params: { header: { "Idempotency-Key": key } },
          body: { number },
        }),
      ),
    retry: (failures, error) =>
      failures < RETRIES_ON_LOST_ANSWER && isOutcomeUnknown(error) && navigator.onLine,
    onSuccess(result) {
      live.answered(result);
      if (!prefersReducedMotion) vibrate(result.result);
    },
    onError(error) {
      const refusal = fieldErrorText(error, "number");
      if (refusal !== null) onRefused(refusal);
    },
  }).mutateAsync;
}
