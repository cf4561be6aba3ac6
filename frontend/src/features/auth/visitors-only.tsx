"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { useSessionState } from "@/entities/session/services-context";

interface VisitorsOnlyProps {
  /** Where the signed-in player goes. */
  next: string;
  children: ReactNode;
}

/** Whoever is signed in is led on. The form does not wait for that to be known. */
export function VisitorsOnly({ next, children }: VisitorsOnlyProps) {
  const { status } = useSessionState();
  const router = useRouter();
  useEffect(() => {
    if (status === "signed-in") router.replace(next);
  }, [status, router, next]);
  return status === "signed-in" ? null : children;
}
