"use client";

import { useEffect } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { Card } from "@/shared/ui/layout/card";
import classes from "./game-board.module.css";
import { useRecentPlays, useRules } from "@/entities/results/player-queries";
import { StageSkeleton } from "@/features/play/stage-skeleton";
import { LastTwenty } from "@/features/record/last-twenty";
import { RecentList } from "@/features/record/recent-list";
import { Totals } from "@/features/record/totals";
import * as text from "@/messages/board";

const LivePlay = lazyPart(async () => (await import("./live-play")).LivePlay, {
  waiting: () => <StageSkeleton />,
});

/** The game, and the record beside it. On a phone, the last plays come directly below the game. */
export function GameBoard() {
  return (
    <div className={classes["board"]}>
      <PageHeading isHidden>{text.title}</PageHeading>
      <div className={classes["stage"]}>
        <Play />
      </div>
      <div className={classes["side"]}>
        <Card title={text.lastThree}>
          <RecentList />
        </Card>
        <div className={classes["strip"]}>
          <Card title={text.lastTwenty}>
            <LastTwenty />
          </Card>
        </div>
        <Card title={text.totals}>
          <Totals />
        </Card>
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
  if (known === undefined) return <StageSkeleton />;
  return <LivePlay rules={known} lastNumber={recent.data?.[0]?.number ?? null} />;
}

/**
 * The stage loads in parallel with the rules, which it waits for anyway.
 *
 * It is loaded in a separate task, because the one that hydrates the page is long enough.
 */
function useLoading() {
  useEffect(() => {
    const begin = setTimeout(LivePlay.preload);
    return () => clearTimeout(begin);
  }, []);
}
