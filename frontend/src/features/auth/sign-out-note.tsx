"use client";

import { Alert } from "@mantine/core";
import { useSessionState } from "@/entities/session/services-context";
import type { SignOutReason } from "@numberplay/client/session/token-store";

const NOTES: Record<SignOutReason, string | null> = {
  visitor: null,
  here: "You are logged out.",
  elsewhere: "You logged out in another tab.",
  deleted: "Your account is deleted, with everything in it.",
  ended: "Your session has ended. Log in to go on.",
};

/** Says why the player has to sign in again. */
export function SignOutNote() {
  const state = useSessionState();
  const note = state.status === "signed-out" ? NOTES[state.reason] : null;
  return (
    <div role="status">
      {note && (
        <Alert mt="md" role="group">
          {note}
        </Alert>
      )}
    </div>
  );
}
