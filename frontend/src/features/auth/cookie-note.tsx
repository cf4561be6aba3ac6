"use client";

import { useSyncExternalStore } from "react";
import { useServices } from "@/entities/session/services-context";
import { Note } from "@/shared/ui/feedback/note";
import * as text from "@/messages/cookies";

const neverChanges = () => () => {};

/** The server can't know whether the browser will keep its cookies. */
export function CookieNote() {
  const { keepsSession } = useServices();
  const isBlocked = useSyncExternalStore(
    neverChanges,
    () => !keepsSession,
    () => false,
  );
  if (!isBlocked) return null;
  return (
    <Note role="status" title={text.cookiesBlocked}>
      {text.cookiesBlockedHint}
    </Note>
  );
}
