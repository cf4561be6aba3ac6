"use client";

import { useSessionState } from "@/entities/session/services-context";
import type { SignOutReason } from "@numberplay/client/session/token-store";
import { Note } from "@/shared/ui/feedback/note";
import * as text from "@/messages/signed-out";

const NOTES: Record<SignOutReason, string | null> = {
  visitor: null,
  here: text.signedOut,
  elsewhere: text.signedOutInTab,
  deleted: text.deleted,
  ended: text.ended,
};

/** Explains why the player has to sign in again. */
export function SignOutNote() {
  const state = useSessionState();
  const note = state.status === "signed-out" ? NOTES[state.reason] : null;
  return (
    <div role="status" className="may-be-empty">
      {note && <Note role="group">{note}</Note>}
    </div>
  );
}
