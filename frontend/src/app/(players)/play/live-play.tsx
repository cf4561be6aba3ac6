"use client";

import { Stack } from "@mantine/core";
import type { Rules } from "@numberplay/client/api/types";
import { useIncomingResults } from "@/entities/results/live-results-context";
import { LatestResult } from "@/features/latest-result/latest-result";
import { PlayForm } from "@/features/play/play-form";
import { Streak } from "@/features/statistics/streak";

export function LivePlay({ rules }: { rules: Rules }) {
  const newest = useIncomingResults().toSorted((a, b) => b.result.seq - a.result.seq)[0];
  return (
    <Stack gap="lg">
      {/* A new element for each result, which starts its animation. */}
      <LatestResult key={newest?.result.seq} incoming={newest} rules={rules} />
      <PlayForm rules={rules} />
      <Streak />
    </Stack>
  );
}
