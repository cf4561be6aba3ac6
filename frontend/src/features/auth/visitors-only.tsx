"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { useSessionState } from "@/entities/session/services-context";
import { useDestination } from "./use-destination";

/** Signed-in players are redirected. The form is shown before that is known. */
export function VisitorsOnly({ children }: { children: ReactNode }) {
  const next = useDestination();
  const { status } = useSessionState();
  const router = useRouter();
  useEffect(() => {
    if (status === "signed-in") router.replace(next);
  }, [status, router, next]);
  return status === "signed-in" ? null : children;
}
