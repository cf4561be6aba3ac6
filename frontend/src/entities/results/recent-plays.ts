/** The last plays as a cache entry. Results never change, so merging by `seq` is correct in any order of arrival. */
import type { PlayResult } from "@numberplay/client/api/types";

const SHOWN = 3;

export function mergeRecent(
  known: readonly PlayResult[],
  arrived: readonly PlayResult[],
): PlayResult[] {
  return newestFirst(known, arrived).slice(0, SHOWN);
}

/** Merges two lists without duplicates. */
export function newestFirst(
  known: readonly PlayResult[],
  arrived: readonly PlayResult[],
): PlayResult[] {
  const bySeq = new Map([...known, ...arrived].map((result) => [result.seq, result]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}

export function newestSeq(recent: readonly PlayResult[]): number {
  return recent[0]?.seq ?? 0;
}
