"use client";

import { useKeepsSession } from "@/entities/session/services-context";
import { Note } from "@/shared/ui/feedback/note";
import * as text from "@/messages/cookies";

export function CookieNote() {
  if (useKeepsSession()) return null;
  return (
    <Note role="status" title={text.cookiesBlocked}>
      {text.cookiesBlockedHint}
    </Note>
  );
}
