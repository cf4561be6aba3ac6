"use client";

import { IsRestoringProvider } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { NetworkError } from "@numberplay/client/api/errors";
import { PaintedFor } from "@/entities/session/audience";
import { useAudience, useServices, useSessionState } from "@/entities/session/services-context";
import { type SessionState, epochOf } from "@numberplay/client/session/token-store";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { leadingTo, safeDestination } from "./destination";

const SignInAgainDialog = lazyPart(
  async () => (await import("./sign-in-again-dialog")).SignInAgainDialog,
  {
    isOverlay: true,
  },
);

/**
 * Shows its content to the player, and redirects everybody else to the sign-in page.
 *
 * The content doesn't wait until the session is found: it shows the data that it has, and its requests wait for the
 * token. When the session expires, the content stays visible under a dialog that asks the player to sign in again.
 */
export function PlayersOnly({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const epoch = epochOf(state);
  const audience = useAudience();
  useLeaving(state);

  if (state.status === "unknown" && !state.reachable) return <NobodyKnown />;
  if (epoch === null || (state.status === "unknown" && audience === "visitors")) return null;
  // The sign-in of another player remounts the page.
  return (
    <>
      {/* Queries wait until it is known that the page isn't a visitor's. */}
      <IsRestoringProvider value={audience === null}>
        <PaintedFor key={epoch} audience="players">
          {children}
        </PaintedFor>
      </IsRestoringProvider>
      {state.status === "signed-out" && <SignInAgainDialog />}
    </>
  );
}

/** Shown if the backend is unreachable, so that it isn't known who is signed in. */
function NobodyKnown() {
  const { session } = useServices();
  useEffect(() => {
    const find = () => void session.recover();
    window.addEventListener("online", find);
    return () => window.removeEventListener("online", find);
  }, [session]);
  return <ErrorAlert error={new NetworkError()} onRetry={() => void session.recover()} />;
}

/** Redirects to the sign-in page, and from there back here, unless the player signed out here. */
function useLeaving(state: SessionState) {
  const router = useRouter();
  const reason = state.status === "signed-out" && state.epoch === null ? state.reason : null;
  useEffect(() => {
    if (reason === null) return;
    const { pathname, search, hash } = window.location;
    const comesBack = reason === "visitor" || reason === "ended";
    router.replace(leadingTo("/login", safeDestination(comesBack && pathname + search + hash)));
  }, [reason, router]);
}
