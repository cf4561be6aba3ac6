"use client";

import { Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import type { PlayResult, Rules } from "@/shared/api/types";
import { browserTimers } from "@/shared/realtime/timers";
import { Announcer } from "./announcer";
import { ConnectionBadge } from "./connection-badge";
import { createFeed } from "./feed";
import { LatestResult } from "./latest-result";
import { createPace } from "./pace";
import { PlayForm } from "./play-form";
import { useLive } from "./use-live";

/** Statistics are read once for a burst of results, not once for each. */
const STATISTICS_EVERY_MS = 1000;
const NOTHING_YET: readonly PlayResult[] = [];

interface LivePlayProps {
  rules: Rules;
  /** The newest `seq` that was known when the board opened. */
  start: number;
}

export function LivePlay({ rules, start }: LivePlayProps) {
  const queryClient = useQueryClient();
  const [feed] = useState(() =>
    createFeed(queryClient, start, createPace(browserTimers, STATISTICS_EVERY_MS)),
  );
  const arrivals = useSyncExternalStore(feed.subscribe, feed.arrivals, () => NOTHING_YET);
  const status = useLive(feed);

  return (
    <Stack gap="lg">
      <LatestResult result={newest(arrivals)} />
      <PlayForm rules={rules} feed={feed} />
      <ConnectionBadge status={status} />
      <Announcer arrivals={arrivals} />
    </Stack>
  );
}

function newest(arrivals: readonly PlayResult[]): PlayResult | undefined {
  return arrivals.toSorted((a, b) => b.seq - a.seq)[0];
}
