"use client";

import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import * as text from "@/messages/results";
import { useAnnouncements } from "./live-results-context";

/** Stable keys prevent announcements from being repeated when another one is added. */
export function Announcer() {
  const announcements = useAnnouncements();
  return (
    <VisuallyHidden as="div" role="log" aria-label={text.announcements} aria-live="polite">
      {announcements.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </VisuallyHidden>
  );
}
