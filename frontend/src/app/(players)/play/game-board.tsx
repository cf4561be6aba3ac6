"use client";

import { useEffect } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import classes from "./game-board.module.css";
import { useRecentPlays, useRules } from "@/entities/results/player-queries";
import { StageSkeleton } from "@/features/play/stage-skeleton";
import * as text from "@/messages/board";
import { Side } from "./side";

const LivePlay = lazyPart(async () => (await import("./live-play")).LivePlay, {
  waiting: () => <StageSkeleton />,
});
const Record = lazyPart(async () => (await import("./record")).Record, {
  waiting: () => <SideSkeleton />,
});

/** The game, and the record beside it. */
export function GameBoard() {
  return (
    <div className={classes["board"]}>
      <PageHeading isHidden>{text.title}</PageHeading>
      <div className={classes["stage"]}>
        <Play />
      </div>
      <Record />
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

function SideSkeleton() {
  return (
    <Side
      lastThree={<Skeleton height="8rem" />}
      lastTwenty={<Skeleton height="var(--strip)" />}
      totals={<Skeleton height="10rem" />}
    />
  );
}
