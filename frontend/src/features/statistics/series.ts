/** Plays as the charts and their tables show them. */
import type { PlayResult, Rules } from "@numberplay/client/api/types";
import { bandOf } from "@/entities/results/outcome-preview";
import * as text from "@/messages/statistics";
import * as outcomeText from "@/messages/outcome";

export interface PrizePoint {
  play: number;
  prize: number;
  /** Sum of the prizes from the first shown play on. */
  total: number;
}

/** Oldest first. Adds whole hundredths to avoid rounding errors. */
export function prizeSeries(newestFirst: readonly PlayResult[]): PrizePoint[] {
  let hundredths = 0;
  return newestFirst.toReversed().map(({ seq, prize }) => {
    hundredths += Math.round((prize ?? 0) * 100);
    return { play: seq, prize: prize ?? 0, total: hundredths / 100 };
  });
}

export interface BandShare {
  name: string;
  plays: number;
}

/** The number of plays in each prize band, highest first, and of plays that paid nothing. */
export function bandShares(results: readonly PlayResult[], rules: Rules): BandShare[] {
  const wins = results.filter(({ result }) => result === "win");
  const paid = rules.prize_bands.map((band) => ({
    name: text.bandName(band),
    plays: wins.filter(({ number }) => bandOf(number, rules) === band).length,
  }));
  return [...paid, { name: outcomeText.lost, plays: results.length - wins.length }];
}
