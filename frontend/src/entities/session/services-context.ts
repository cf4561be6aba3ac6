"use client";

import { createContext, use, useSyncExternalStore } from "react";
import { type SessionState, UNKNOWN_SESSION } from "@numberplay/client/session/token-store";
import type { Services, Visit } from "./services";

export const ServicesContext = createContext<Services | null>(null);

/** With the API of the visit that shows: what a part of the page has begun with it ends with that visit. */
export function useServices(): Services & Pick<Visit, "player"> {
  const services = use(ServicesContext);
  if (services === null) throw new Error("The page is not inside <Runtime>.");
  const { session, visit } = services;
  const { player } = useSyncExternalStore(session.subscribe, visit, visit);
  return { ...services, player };
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
