"use client";

import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/history";

interface PagesProps {
  isNewest: boolean;
  /** The cursors of the neighboring pages, or null if there are none. */
  newer: string | null;
  older: string | null;
  onTurn: (cursor: string | null) => void;
}

export function Pages({ isNewest, newer, older, onTurn }: PagesProps) {
  if (isNewest && newer === null && older === null) return null;
  return (
    <nav aria-label={text.pages} className="row">
      <PlainButton variant="framed" disabled={isNewest} onClick={() => onTurn(null)}>
        {text.newest}
      </PlainButton>
      <PlainButton variant="framed" disabled={newer === null} onClick={() => onTurn(newer)}>
        {text.newer}
      </PlainButton>
      <PlainButton variant="framed" disabled={older === null} onClick={() => onTurn(older)}>
        {text.older}
      </PlainButton>
    </nav>
  );
}
