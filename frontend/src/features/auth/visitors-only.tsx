"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { useSessionState } from "@/entities/session/services-context";

interface VisitorsOnlyProps {
  /** Where the signed-in player goes. */
  next: Route;
  children: ReactNode;
}

/** Signed-in players are redirected. The form is shown before that is known. */
export function VisitorsOnly({ next, children }: VisitorsOnlyProps) {
  const { status } = useSessionState();
  const router = useRouter();
  useEffect(() => {
    if (status === "signed-in") router.replace(next);
  }, [status, router, next]);
  return status === "signed-in" ? null : children;
}
