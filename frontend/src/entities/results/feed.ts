/**
 * Where every result of the player arrives, from an answer or from a frame, and is told on exactly once.
 *
 * The page reads results from the query cache and from `arrivals`; nothing else may put them there.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@numberplay/client/api/types";
import { createSequence } from "@numberplay/client/realtime/sequence";
import type { Timers } from "@numberplay/client/realtime/timers";
import type { Pace } from "./pace";
import { recentKey, resultsKey, statisticsKey } from "./player-queries";
import { mergeRecent } from "./recent-plays";

const KEPT = 20;
/** The server's cache may answer with the state before a restore for five seconds. */
const CACHE_FORGETS_MS = 6000;

/** Played by this page, or by another tab, device or program. */
export type Origin = "here" | "elsewhere";

export interface Arrival {
  result: PlayResult;
  from: Origin;
}

export interface Feed {
  arrivals: () => readonly Arrival[];
  position: () => number;
  /** False tells of a hole before this result. */
  accept: (result: PlayResult, from: Origin) => boolean;
  /**
   * Goes on after this result and reads everything again: too much was missed to be sent one by one, or the server was
   * restored to an earlier moment, and what came after it is gone.
   */
  resync: (newestSeq: number) => void;
  /** Gives up on what is missing up to there. */
  skipTo: (seq: number) => void;
}

interface FeedParts {
  queryClient: QueryClient;
  start: number;
  pace: Pace;
  timers: Timers;
  /** A new result; told once. */
  onArrival: (result: PlayResult) => void;
  onChange: () => void;
}

export function createFeed(parts: FeedParts): Feed {
  const { queryClient, start, pace, timers, onArrival, onChange } = parts;
  const sequence = createSequence(start);
  let arrivals: readonly Arrival[] = [];

  const renewSums = () => {
    for (const queryKey of [statisticsKey, resultsKey])
      void queryClient.invalidateQueries({ queryKey });
  };

  function tell(arrival: Arrival) {
    queryClient.setQueryData<PlayResult[]>(recentKey, (known) =>
      mergeRecent(known ?? [], [arrival.result]),
    );
    arrivals = [...arrivals, arrival].slice(-KEPT);
    onArrival(arrival.result);
    onChange();
    pace(renewSums);
  }

  /** The frame of a play may come before its answer. */
  function claim({ seq }: PlayResult) {
    arrivals = arrivals.map((arrival) =>
      arrival.result.seq === seq ? { ...arrival, from: "here" } : arrival,
    );
    onChange();
  }

  function readAgain() {
    void queryClient.invalidateQueries({ queryKey: recentKey });
    pace(renewSums);
  }

  function forgetAfter(seq: number) {
    queryClient.setQueryData<PlayResult[]>(recentKey, (known) =>
      known?.filter((result) => result.seq <= seq),
    );
    arrivals = arrivals.filter(({ result }) => result.seq <= seq);
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
    arrivals: () => arrivals,
    position: sequence.position,
    skipTo: sequence.moveTo,
    accept(result, from) {
      const { isNew, hasHole } = sequence.accept(result.seq);
      if (isNew) tell({ result, from });
      else if (from === "here") claim(result);
      return !hasHole;
    },
    resync(newestSeq) {
      if (newestSeq < sequence.position()) goBackTo(newestSeq);
      else sequence.moveTo(newestSeq);
      readAgain();
    },
  };
}
