"use client";

import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/history";

interface PagesProps {
  /** What leads there; null if there is no such page. */
  newest: (() => void) | null;
  newer: (() => void) | null;
  older: (() => void) | null;
}

export function Pages({ newest, newer, older }: PagesProps) {
  if (newest === null && newer === null && older === null) return null;
  const steps = [
    { name: text.newest, go: newest },
    { name: text.newer, go: newer },
    { name: text.older, go: older },
  ];
  return (
    <nav aria-label={text.pages} className="row">
      {steps.map(({ name, go }) => (
        <PlainButton key={name} variant="framed" disabled={go === null} onClick={() => go?.()}>
          {name}
        </PlainButton>
      ))}
    </nav>
  );
}
