"use client";

import { type ReactNode, useEffect } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { useRecentPlays, useRules } from "@/entities/results/player-queries";
import type { LivePlayProps } from "./live-play";

interface PlayProps {
  /** A placeholder of the final size. */
  waiting: ReactNode;
}

const LivePlay = lazyPart<LivePlayProps & PlayProps>(
  async () => (await import("./live-play")).LivePlay,
  { waiting: ({ waiting }) => waiting },
);

/** Opens as soon as the rules and the player's position in the sequence of results are known. */
export function Play({ waiting }: PlayProps) {
  const rules = useRules();
  const recent = useRecentPlays();
  useLoading();
  const known = useDeferredData(recent.data && rules.data);
  const failed = [rules, recent].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) {
    return <ErrorAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (known === undefined) return waiting;
  const lastNumber = recent.data?.[0]?.number ?? null;
  return <LivePlay rules={known} lastNumber={lastNumber} waiting={waiting} />;
}

/**
 * Loads the stage in parallel with the rules, which it waits for anyway.
 *
 * This happens in a separate task, because the task that hydrates the page is long enough.
 */
function useLoading() {
  useEffect(() => {
    const begin = setTimeout(LivePlay.preload);
    return () => clearTimeout(begin);
  }, []);
}
