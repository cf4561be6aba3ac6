/**
 * Reads what a subscription has skipped, so that a program gets every result, in order.
 *
 * A subscription continues with the newest result if more than 500 are missing. The web app then reads its pages again.
 */
import type { ResultsSince, PlayResult } from "../api/types.ts";

interface CatchUpOptions {
  since: number;
  /** Reads a page of the results after that one. */
  read: (since: number) => Promise<ResultsSince>;
  onResult: (result: PlayResult) => void;
  /** The server was restored to an earlier state, and the results after this one are lost. */
  onResync: (seq: number) => void;
}

export interface CatchUp {
  onResult: (result: PlayResult) => void;
  onResync: (seq: number) => void;
  stop: () => void;
}

export function createCatchUp({ since, read, onResult, onResync }: CatchUpOptions): CatchUp {
  let position = since;
  /** Everything up to here has to be read. */
  let target = since;
  let isReading = false;
  let isStopped = false;
  /** The results that have arrived in the meantime. */
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
      // A server that has none was restored, and so was the position if it has changed.
      if (results.length === 0) return;
      if (position === before) passOn(results);
    }
  }

  async function catchUp() {
    if (isReading) return;
    isReading = true;
    // If the session has ended, so has the subscription.
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
