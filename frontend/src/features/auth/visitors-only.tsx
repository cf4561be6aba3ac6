"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { useSessionState } from "@/shared/runtime/services-context";

/** Whoever is signed in is led to the game. The form does not wait for that to be known. */
export function VisitorsOnly({ children }: { children: ReactNode }) {
  const { status } = useSessionState();
  const router = useRouter();
  useEffect(() => {
    if (status === "signed-in") router.replace("/play");
  }, [status, router]);
  return status === "signed-in" ? null : children;
}
