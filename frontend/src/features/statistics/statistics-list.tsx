"use client";

import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import type { Statistics } from "@numberplay/client/api/types";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { useStatistics } from "@/entities/results/player-queries";
import classes from "./statistics-list.module.css";
import { points } from "@/entities/results/format";
import * as text from "@/messages/totals";

export function StatisticsList() {
  const { data, error, refetch } = useStatistics();
  const statistics = useDeferredData(data);
  if (statistics === undefined) {
    return error === null ? (
      <Skeleton height={190} />
    ) : (
      <ErrorAlert error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <dl className={classes["list"]}>
      {entriesOf(statistics).map(([name, value]) => (
        <div key={name} className={classes["entry"]}>
          <dt>{name}</dt>
          <dd translate="no">
            <ChangingText>{value}</ChangingText>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function entriesOf(statistics: Statistics): [name: string, value: string][] {
  return [
    [text.games, points(statistics.total_games)],
    [text.wins, points(statistics.wins)],
    [text.losses, points(statistics.losses)],
    [text.winRate, text.percent({ percent: points(statistics.win_rate) })],
    [text.totalPoints, points(statistics.total_prize)],
    [text.pointsPerWin, points(statistics.average_prize)],
    [text.bestPrize, points(statistics.best_prize)],
    [text.currentStreak, points(statistics.current_streak)],
    [text.bestStreak, points(statistics.best_streak)],
  ];
}
