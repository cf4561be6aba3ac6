"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useSessionState } from "@/shared/runtime/services-context";
import { PageBody } from "@/shared/ui/page-body";
import { SessionSearch } from "./session-search";

/** Leads players to the game and visitors to log in. */
export function Landing() {
  const state = useSessionState();
  const router = useRouter();
  useEffect(() => {
    if (state.status === "signed-in") router.replace("/play");
    if (state.status === "signed-out") router.replace("/login");
  }, [state.status, router]);
  return (
    <PageBody looks="card">
      <SessionSearch reachable={state.status !== "unknown" || state.reachable} />
    </PageBody>
  );
}
