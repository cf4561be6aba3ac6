"use client";

import type { PlayResult, Statistics } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { playsToday, useLatestResults } from "@/entities/results/latest-results";
import { useStatistics } from "@/entities/results/player-queries";
import { percentText } from "@/shared/lib/numbers";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { QueryView } from "@/shared/ui/loading/query-view";
import * as text from "@/messages/totals";
import classes from "./totals.module.css";

export function Totals() {
  const latest = useLatestResults();
  return (
    <QueryView query={useStatistics()} waiting={<Skeleton height="10rem" />}>
      {(statistics) => (
        <dl className={classes["list"]}>
          {entriesOf(statistics, latest).map(([name, value]) => (
            <div key={name} className={classes["entry"]}>
              <dt>{name}</dt>
              <dd translate="no">
                <ChangingText>{value}</ChangingText>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </QueryView>
  );
}

function entriesOf(statistics: Statistics, latest: readonly PlayResult[]) {
  const today = playsToday(latest);
  return [
    [text.plays, points(statistics.total_games)],
    [text.winRate, percentText(statistics.win_rate)],
    [text.totalPoints, points(statistics.total_prize)],
    [text.today, today.isAll ? points(today.count) : text.atLeast({ count: points(today.count) })],
    [text.currentStreak, points(statistics.current_streak)],
    [text.bestStreak, points(statistics.best_streak)],
  ] as const;
}
