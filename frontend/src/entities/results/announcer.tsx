"use client";

import { Spoken } from "@/shared/ui/display/spoken";
import { useSpokenLines } from "./live-context";

/** A line that stays is not spoken again when another one joins it. */
export function Announcer() {
  const lines = useSpokenLines();
  return (
    <Spoken as="div" role="log" aria-label="Results" aria-live="polite">
      {lines.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </Spoken>
  );
}
