"use client";

import { useEffect } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { Card } from "@/shared/ui/layout/card";
import classes from "./game-board.module.css";
import { useRecentPlays, useRules } from "@/entities/results/player-queries";
import { RecentList } from "@/features/history/recent-list";
import { StatisticsList } from "@/features/statistics/statistics-list";
import * as text from "@/messages/board";
import * as pagesText from "@/messages/pages";

const PLAY_HEIGHT = 560;

const LivePlay = lazyPart(async () => (await import("./live-play")).LivePlay, {
  waiting: () => <PlaySkeleton />,
});

export function GameBoard() {
  return (
    <div className="stack">
      <PageHeading>{text.title}</PageHeading>
      <div className={classes["grid"]}>
        <Card title={text.yourPlay}>
          <Play />
        </Card>
        <div className="stack">
          <Card title={text.lastThree}>
            <RecentList />
          </Card>
          <Card title={pagesText.statistics}>
            <StatisticsList />
          </Card>
        </div>
      </div>
    </div>
  );
}

/** Opens as soon as the rules and the player's position in the sequence of results are known. */
function Play() {
  const rules = useRules();
  const recent = useRecentPlays();
  useLoading();
  const known = useDeferredData(recent.data && rules.data);
  const failed = [rules, recent].find((query) => query.isError && query.data === undefined);

  if (failed !== undefined) {
    return <ErrorAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (known === undefined) return <PlaySkeleton />;
  return <LivePlay rules={known} />;
}

/**
 * The form loads in parallel with the rules, which it waits for anyway.
 *
 * It is loaded in a separate task, because the one that hydrates the page is long enough.
 */
function useLoading() {
  useEffect(() => {
    const begin = setTimeout(LivePlay.preload);
    return () => clearTimeout(begin);
  }, []);
}

/** As high as the form with a result. */
function PlaySkeleton() {
  return <Skeleton height={PLAY_HEIGHT} />;
}
