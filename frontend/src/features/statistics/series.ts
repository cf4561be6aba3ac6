/** Converts plays to the data of the charts and their tables. */
import type { PlayResult, Rules } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { bandOf } from "@/entities/results/rules/outcome-preview";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/statistics";
import * as outcomeText from "@/messages/outcome";

export type Plays = readonly PlayResult[];

export interface PrizePoint {
  play: number;
  prize: number;
  /** The sum of the prizes since the first play shown. */
  total: number;
}

/** Adds integer hundredths to avoid rounding errors. */
const sumOf = (prizes: readonly (number | null)[]) =>
  prizes.reduce<number>((sum, prize) => sum + Math.round((prize ?? 0) * 100), 0) / 100;

/** Oldest first. */
export function prizeSeries(newestFirst: Plays): PrizePoint[] {
  let total = 0;
  return newestFirst.toReversed().map(({ seq, prize }) => {
    total = sumOf([total, prize]);
    return { play: seq, prize: prize ?? 0, total };
  });
}

interface BandShare {
  name: string;
  plays: number;
  result: PlayResult["result"];
}

/** Counts the plays in each prize band, highest first, and the plays that paid nothing. */
export function bandShares(results: Plays, rules: Rules): BandShare[] {
  const wins = results.filter(({ result }) => result === "win");
  const paid = rules.prize_bands.map((band) => ({
    name: text.bandName({ above: points(band.above), percent: percentText(band.percent) }),
    plays: wins.filter(({ number }) => bandOf(number, rules) === band).length,
    result: "win" as const,
  }));
  return [...paid, { name: outcomeText.lost, plays: results.length - wins.length, result: "lose" }];
}

interface Run {
  result: PlayResult["result"];
  length: number;
  first: number;
  last: number;
}

/** Plays in a row with the same result, oldest first. */
export function runsOf(newestFirst: Plays): Run[] {
  const runs: Run[] = [];
  for (const { seq, result } of newestFirst.toReversed()) {
    const run = runs.at(-1);
    if (run?.result === result) Object.assign(run, { length: run.length + 1, last: seq });
    else runs.push({ result, length: 1, first: seq, last: seq });
  }
  return runs;
}

export const longest = (runs: readonly Run[], result: Run["result"]) =>
  Math.max(0, ...runs.filter((run) => run.result === result).map(({ length }) => length));

export interface Span {
  from: number;
  to: number;
  plays: number;
}

const SPANS = 100;

/** Counts how often the numbers in each of 100 equal parts of the range were played. */
export function spansOf(results: Plays, { range: { min, max } }: Rules): Span[] {
  const width = Math.ceil((max - min + 1) / SPANS);
  const spans: Span[] = [];
  for (let from = min; from <= max; from += width)
    spans.push({ from, to: Math.min(max, from + width - 1), plays: 0 });
  for (const { number } of results) {
    const span = spans[Math.floor((number - min) / width)];
    if (span !== undefined) span.plays += 1;
  }
  return spans;
}
