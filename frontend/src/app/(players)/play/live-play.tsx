"use client";

import type { Rules } from "@numberplay/client/api/types";
import { useIncomingResults } from "@/entities/results/live-results-context";
import { Stage } from "@/features/play/stage";

export interface LivePlayProps {
  rules: Rules;
  /** The player's last number, or null for a new player. */
  lastNumber: number | null;
}

export function LivePlay({ rules, lastNumber }: LivePlayProps) {
  const newest = useIncomingResults().toSorted((a, b) => b.result.seq - a.result.seq)[0];
  return <Stage rules={rules} lastNumber={lastNumber} newest={newest} />;
}
