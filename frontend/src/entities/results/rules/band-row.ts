/** The prize bands of the rules, as a row from the lowest to the highest. */
import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "./outcome-preview";

export interface PrizeBand {
  percent: number;
  /** The first and the last number that win in this band. */
  from: number;
  to: number;
  isCurrent: boolean;
}

interface BandRow {
  bands: readonly PrizeBand[];
  /** Returns the position of the number in the row, from 0 to 1. All bands are equally wide. */
  place: number | null;
}

export function bandRow(number: number | null, rules: Rules): BandRow {
  const ascending = rules.prize_bands.toSorted((a, b) => a.above - b.above);
  const ends = ascending.map((_, index) => ascending[index + 1]?.above ?? rules.range.max);
  const current = ends.findIndex((end) => number !== null && number <= end);
  const bands = ascending.map(({ above, percent }, index) => ({
    percent,
    ...winning(Math.max(above + 1, rules.range.min), ends[index] ?? above, rules),
    isCurrent: index === current,
  }));
  return { bands, place: number === null ? null : placeOf(number, ascending, ends, current) };
}

function placeOf(
  number: number,
  bands: Rules["prize_bands"],
  ends: readonly number[],
  index: number,
): number {
  const begin = bands[index]?.above ?? 0;
  const end = ends[index] ?? begin + 1;
  return (index + (number - begin) / (end - begin)) / bands.length;
}

function winning(first: number, last: number, rules: Rules): { from: number; to: number } {
  const wins = (number: number) => previewOutcome(number, rules).result === "win";
  return { from: wins(first) ? first : first + 1, to: wins(last) ? last : last - 1 };
}
