import { VisuallyHidden } from "@mantine/core";
import type { PlayResult } from "@/shared/api/types";
import { spokenResult } from "./words";

/** Speaks each result once: a line that stays is not spoken again when another one joins it. */
export function Announcer({ arrivals }: { arrivals: readonly PlayResult[] }) {
  return (
    <VisuallyHidden role="log" aria-label="Results" aria-live="polite">
      {arrivals.map((result) => (
        <p key={result.seq}>{spokenResult(result)}</p>
      ))}
    </VisuallyHidden>
  );
}
