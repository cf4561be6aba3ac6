"use client";

import { createContext, use, useSyncExternalStore } from "react";
import { type SessionState, UNKNOWN_SESSION } from "@/shared/session/token-store";
import type { Services } from "./services";

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === null) throw new Error("The page is not inside <Runtime>.");
  return services;
}

export function useSessionState(): SessionState {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, session.read, () => UNKNOWN_SESSION);
}

/** A player is here, or will be as soon as the session is found: the page need not wait to look like it. */
export function useIsPlayer(): boolean {
  const { expectsPlayer } = useServices();
  const { status } = useSessionState();
  return status === "signed-in" || (status === "unknown" && expectsPlayer);
}
