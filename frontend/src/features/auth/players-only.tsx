"use client";

import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, useEffect } from "react";
import { useSessionState } from "@/shared/runtime/services-context";
import { SessionSearch } from "./session-search";

/** Shows its content to the signed-in player, and leads everybody else to log in. */
export function PlayersOnly({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const router = useRouter();
  useEffect(() => {
    if (state.status === "signed-out") router.replace("/login");
  }, [state.status, router]);

  if (state.status === "unknown") return <SessionSearch reachable={state.reachable} />;
  // Another player's sign-in starts the page anew.
  return state.status === "signed-in" ? <Fragment key={state.visit}>{children}</Fragment> : null;
}
