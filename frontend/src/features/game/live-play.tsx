"use client";

import { Stack } from "@mantine/core";
import type { Rules } from "@/shared/api/types";
import { useArrivals } from "@/shared/live/live-context";
import { LatestResult } from "./latest-result";
import { PlayForm } from "./play-form";
import { Streak } from "./streak";

export function LivePlay({ rules }: { rules: Rules }) {
  const newest = useArrivals().toSorted((a, b) => b.result.seq - a.result.seq)[0];
  return (
    <Stack gap="lg">
      {/* A new element for each result: that is what makes its reveal begin. */}
      <LatestResult key={newest?.result.seq} arrival={newest} rules={rules} />
      <PlayForm rules={rules} />
      <Streak />
    </Stack>
  );
}
