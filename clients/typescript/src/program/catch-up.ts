/**
 * Reads the results that a subscription has skipped, so that a program gets every result, in order.
 *
 * If more than 500 results are missing, a subscription continues with the newest one. The web app then refetches its
 * data.
 */
import type { ResultsSince, PlayResult } from "../api/types.ts";

interface CatchUpOptions {
  since: number;
  /** Reads a page of the results after this position. */
  read: (since: number) => Promise<ResultsSince>;
  onResult: (result: PlayResult) => void;
  /** Called when the server has been restored to an earlier state, so that the results after this seq are lost. */
  onResync: (seq: number) => void;
}

export interface CatchUp {
  onResult: (result: PlayResult) => void;
  onResync: (seq: number) => void;
  stop: () => void;
}

export function createCatchUp({ since, read, onResult, onResync }: CatchUpOptions): CatchUp {
  let position = since;
  /** All results up to this seq have to be read. */
  let target = since;
  let isReading = false;
  let isStopped = false;
  /** Results that have arrived while others were being read. */
  let later: PlayResult[] = [];

  function passOn(results: readonly PlayResult[]) {
    for (const result of results) {
      if (isStopped || result.seq <= position) continue;
      position = result.seq;
      onResult(result);
    }
  }

  async function readSkipped() {
    while (position < target && !isStopped) {
      const before = position;
      const { results } = await read(before);
      // An empty page, or a position that has changed, means that the server has been restored.
      if (results.length === 0) return;
      if (position === before) passOn(results);
    }
  }

  async function catchUp() {
    if (isReading) return;
    isReading = true;
    // This fails only if the session has ended, which also ends the subscription.
    await readSkipped().catch(() => {});
    isReading = false;
    if (position >= target) passOn(later.splice(0));
  }

  return {
    onResult(result) {
      if (position < target) later.push(result);
      else passOn([result]);
    },
    onResync(seq) {
      later = [];
      target = seq;
      if (seq < position) {
        position = seq;
        onResync(seq);
      } else void catchUp();
    },
    stop() {
      isStopped = true;
    },
  };
}
