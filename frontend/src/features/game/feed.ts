/**
 * Where every result of the player arrives, from an answer or from a frame, and is told on exactly once.
 *
 * The page reads results from the query cache and from `arrivals`; nothing else may put them there.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@/shared/api/types";
import { createSequence } from "@/shared/realtime/sequence";
import type { Pace } from "./pace";
import { recentKey, statisticsKey } from "./queries";
import { mergeRecent } from "./recent-plays";

/** As many as the live region keeps to be read. */
const KEPT = 20;

export interface Feed {
  arrivals: () => readonly PlayResult[];
  subscribe: (listener: () => void) => () => void;
  position: () => number;
  /** False tells of a hole before this result. */
  accept: (result: PlayResult) => boolean;
  /** Too much was missed to be told one by one: reads everything anew. */
  resync: (newestSeq: number) => void;
}

export function createFeed(queryClient: QueryClient, start: number, pace: Pace): Feed {
  const sequence = createSequence(start);
  const listeners = new Set<() => void>();
  let arrivals: readonly PlayResult[] = [];

  const renewStatistics = () => void queryClient.invalidateQueries({ queryKey: statisticsKey });

  function tell(result: PlayResult) {
    queryClient.setQueryData<PlayResult[]>(recentKey, (known) =>
      mergeRecent(known ?? [], [result]),
    );
    arrivals = [...arrivals, result].slice(-KEPT);
    for (const listener of listeners) listener();
    pace(renewStatistics);
  }

  return {
    arrivals: () => arrivals,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    position: sequence.position,
    accept(result) {
      const { isNew, hasHole } = sequence.accept(result.seq);
      if (isNew) tell(result);
      return !hasHole;
    },
    resync(newestSeq) {
      sequence.skipTo(newestSeq);
      void queryClient.invalidateQueries({ queryKey: recentKey });
      pace(renewStatistics);
    },
  };
}
