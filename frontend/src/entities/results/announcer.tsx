"use client";

import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import { useAnnouncements } from "./live-results-context";

/** Stable keys keep an announcement from being repeated when another one is added. */
export function Announcer() {
  const announcements = useAnnouncements();
  return (
    <VisuallyHidden as="div" role="log" aria-label="Results" aria-live="polite">
      {announcements.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </VisuallyHidden>
  );
}
