"use client";

import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, useEffect } from "react";
import { useIsPlayer, useSessionState } from "@/shared/runtime/services-context";
import { SessionSearch } from "./session-search";

const FIRST_VISIT = 1;

/**
 * Shows its content to the player, and leads everybody else to log in.
 *
 * The content does not wait for the session to be found: it shows what it has, and its requests wait for the token.
 */
export function PlayersOnly({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const isPlayer = useIsPlayer();
  const router = useRouter();
  useEffect(() => {
    if (state.status === "signed-out") router.replace("/login");
  }, [state.status, router]);

  if (state.status === "unknown" && !state.reachable) return <SessionSearch reachable={false} />;
  if (!isPlayer) return null;
  // Another player's sign-in starts the page anew.
  const visit = state.status === "signed-in" ? state.visit : FIRST_VISIT;
  return <Fragment key={visit}>{children}</Fragment>;
}
