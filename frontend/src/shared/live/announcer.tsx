"use client";

import { VisuallyHidden } from "@mantine/core";
import { useArrivals } from "./live-context";
import { spokenResult } from "./words";

/** Speaks each result once: a line that stays is not spoken again when another one joins it. */
export function Announcer() {
  const arrivals = useArrivals();
  return (
    <VisuallyHidden role="log" aria-label="Results" aria-live="polite">
      {arrivals.map(({ result }) => (
        <p key={result.seq}>{spokenResult(result)}</p>
      ))}
    </VisuallyHidden>
  );
}
