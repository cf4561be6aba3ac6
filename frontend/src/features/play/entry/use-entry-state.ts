"use client";

import { useIsMutating } from "@tanstack/react-query";
import { useState } from "react";
import type { Rules } from "@numberplay/client/api/types";
import type { IncomingResult } from "@/entities/results/result-store";
import { playKey } from "@/entities/results/play-key";
import { exampleNumber } from "./number-entry";

export interface EntryOptions {
  rules: Rules;
  /** The player's last number, or null for a new player. */
  lastNumber: number | null;
  newest: IncomingResult | undefined;
}

interface EntryState {
  text: string;
  error: string | null;
  example: number | null;
  /** Whether the number has been edited since the last press. */
  isEdited: boolean;
  /** The seq of the newest result when the number was last edited. That result is no longer shown. */
  editedAfter: number;
  /** The seq of the newest result that has been considered for the field. */
  seen: number;
}

export function useEntryState({ rules, lastNumber, newest }: EntryOptions) {
  const isPlaying = useIsMutating({ mutationKey: playKey }) > 0;
  const seq = newest?.result.seq ?? 0;
  const [state, setState] = useState<EntryState>(() => ({
    text: lastNumber === null ? "" : String(lastNumber),
    error: null,
    example: lastNumber === null ? exampleNumber(rules) : null,
    isEdited: false,
    editedAfter: 0,
    seen: seq,
  }));
  const change = (part: Partial<EntryState>) => setState((before) => ({ ...before, ...part }));

  if (newest !== undefined && seq > state.seen) {
    // The number of a play on another device is shown here too, but never replaces the player's input.
    const isMirrored = newest.from === "elsewhere" && !state.isEdited && !isPlaying;
    change({ seen: seq, ...(isMirrored && { text: String(newest.result.number), error: null }) });
  }

  return {
    state,
    shownResult: seq > state.editedAfter ? newest : undefined,
    change,
    enter: (text: string) =>
      change({ text, error: null, example: null, isEdited: true, editedAfter: seq }),
  };
}
