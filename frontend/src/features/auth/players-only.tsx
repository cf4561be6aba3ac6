"use client";

import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, useEffect } from "react";
import { NetworkProblem } from "@numberplay/client/api/problem";
import { useIsPlayer, useServices, useSessionState } from "@/entities/session/services-context";
import { type SessionState, visitOf } from "@numberplay/client/session/token-store";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { ProblemAlert } from "@/shared/ui/feedback/problem-alert";
import { leadingTo, safeDestination } from "./destination";

const SessionDialog = lazyPart(async () => (await import("./session-dialog")).SessionDialog, {
  isOverlay: true,
});

/**
 * Shows its content to the player, and leads everybody else to log in.
 *
 * The content does not wait for the session to be found: it shows what it has, and its requests wait for the token.
 * It also stays when the session ends by itself, under a dialog that asks the player to log in again.
 */
export function PlayersOnly({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const visit = visitOf(state);
  const isExpected = useIsPlayer();
  useLeaving(state);

  if (state.status === "unknown" && !state.reachable) return <NobodyKnown />;
  if (visit === null || (state.status === "unknown" && !isExpected)) return null;
  // Another player's sign-in starts the page anew.
  return (
    <>
      <Fragment key={visit}>{children}</Fragment>
      {state.status === "signed-out" && <SessionDialog />}
    </>
  );
}

/** Without the backend nobody can tell who is there. */
function NobodyKnown() {
  const { session } = useServices();
  return <ProblemAlert problem={new NetworkProblem()} onRetry={() => void session.recover()} />;
}

/** Leads to log in, and from there back here, unless it was the player's wish to go. */
function useLeaving(state: SessionState) {
  const router = useRouter();
  const reason = state.status === "signed-out" && state.visit === null ? state.reason : null;
  useEffect(() => {
    if (reason === null) return;
    const { pathname, search, hash } = window.location;
    const comesBack = reason === "visitor" || reason === "ended";
    router.replace(leadingTo("/login", safeDestination(comesBack && pathname + search + hash)));
  }, [reason, router]);
}
