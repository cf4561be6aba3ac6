"use client";

import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import type { Statistics } from "@numberplay/client/api/types";
import { useStatistics } from "@/entities/results/player-queries";
import { points } from "@/entities/results/format";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/totals";
import classes from "./totals.module.css";

export function Totals() {
  const { data, error, refetch } = useStatistics();
  const statistics = useDeferredData(data);
  if (statistics === undefined && error !== null)
    return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return (
    <dl className={classes["tiles"]} aria-busy={statistics === undefined}>
      {TILES.map(({ name, read }) => (
        <div key={name} className={classes["tile"]}>
          <dt>{name}</dt>
          <dd translate="no">
            {statistics === undefined ? (
              <Skeleton height="1.2em" />
            ) : (
              <ChangingText>{read(statistics)}</ChangingText>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const TILES: { name: string; read: (statistics: Statistics) => string }[] = [
  { name: text.games, read: ({ total_games }) => points(total_games) },
  { name: text.wins, read: ({ wins }) => points(wins) },
  { name: text.losses, read: ({ losses }) => points(losses) },
  { name: text.winRate, read: ({ win_rate }) => text.percent({ percent: points(win_rate) }) },
  { name: text.totalPoints, read: ({ total_prize }) => points(total_prize) },
  { name: text.pointsPerWin, read: ({ average_prize }) => points(average_prize) },
  { name: text.bestPrize, read: ({ best_prize }) => points(best_prize) },
  { name: text.currentStreak, read: ({ current_streak }) => points(current_streak) },
  { name: text.bestStreak, read: ({ best_streak }) => points(best_streak) },
];
