/**
 * Accepts every result of the player, from a response or from the subscription, and publishes it exactly once.
 *
 * The page reads results from the query cache and from `received`; no other code may write them there.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@numberplay/client/api/types";
import { createSequence } from "@numberplay/client/realtime/sequence";
import type { Timers } from "@numberplay/client/realtime/timers";
import type { Throttle } from "./throttle";
import { latestKey, recentKey, resultsKey, statisticsKey } from "./player-queries";
import { mergeRecent } from "./recent-plays";

const KEPT = 20;
/** After a restore, the server's cache may return the previous state for five seconds. */
const CACHE_FORGETS_MS = 6000;

/** Whether it was played by this page, or by another tab, device or program. */
export type ResultSource = "here" | "elsewhere";

export interface IncomingResult {
  result: PlayResult;
  from: ResultSource;
}

export interface ResultStore {
  received: () => readonly IncomingResult[];
  position: () => number;
  accept: (result: PlayResult, from: ResultSource) => void;
  /**
   * Continues after this result and refetches everything: either too many results were missed to send them
   * individually, or the server was restored to an earlier state and later results are lost.
   */
  resync: (newestSeq: number) => void;
}

interface ResultStoreOptions {
  queryClient: QueryClient;
  start: number;
  throttle: Throttle;
  timers: Timers;
  /** Called once per new result. */
  onResult: (result: PlayResult) => void;
  onChange: () => void;
}

export function createResultStore(options: ResultStoreOptions): ResultStore {
  const { queryClient, start, throttle, timers, onResult, onChange } = options;
  const sequence = createSequence(start);
  let received: readonly IncomingResult[] = [];

  const renewSums = () => {
    for (const queryKey of [statisticsKey, resultsKey])
      void queryClient.invalidateQueries({ queryKey });
  };

  function publish(incoming: IncomingResult) {
    queryClient.setQueryData<PlayResult[]>(recentKey, (known) =>
      mergeRecent(known ?? [], [incoming.result]),
    );
    received = [...received, incoming].slice(-KEPT);
    onResult(incoming.result);
    onChange();
    throttle(renewSums);
  }

  /** The frame of a play may arrive before its response. */
  function claim({ seq }: PlayResult) {
    received = received.map((incoming) =>
      incoming.result.seq === seq ? { ...incoming, from: "here" } : incoming,
    );
    onChange();
  }

  function readAgain() {
    for (const queryKey of [recentKey, latestKey]) void queryClient.invalidateQueries({ queryKey });
    throttle(renewSums);
  }

  function forgetAfter(seq: number) {
    for (const key of [recentKey, latestKey])
      queryClient.setQueryData<PlayResult[]>(key, (known) =>
        known?.filter((result) => result.seq <= seq),
      );
    received = received.filter(({ result }) => result.seq <= seq);
    onChange();
  }

  function goBackTo(seq: number) {
    sequence.moveTo(seq);
    forgetAfter(seq);
    timers.after(CACHE_FORGETS_MS, () => {
      forgetAfter(sequence.position());
      readAgain();
    });
  }

  return {
    received: () => received,
    position: sequence.position,
    accept(result, from) {
      const { isNew } = sequence.accept(result.seq);
      if (isNew) publish({ result, from });
      else if (from === "here") claim(result);
    },
    resync(newestSeq) {
      if (newestSeq < sequence.position()) goBackTo(newestSeq);
      else sequence.moveTo(newestSeq);
      readAgain();
    },
  };
}
