"use client";

import { createContext, use, useSyncExternalStore } from "react";
import { type SessionState, UNKNOWN_SESSION } from "@numberplay/client/session/token-store";
import type { Services, SessionEpoch } from "./services";

export const ServicesContext = createContext<Services | null>(null);

/** Includes the API of the current session epoch. Requests that were started with it end with that epoch. */
export function useServices(): Services & Pick<SessionEpoch, "player"> {
  const services = use(ServicesContext);
  if (services === null) throw new Error("The page is not inside <Runtime>.");
  const { session, epoch } = services;
  const { player } = useSyncExternalStore(session.subscribe, epoch, epoch);
  return { ...services, player };
}

export function useSessionState(): SessionState {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, session.read, () => UNKNOWN_SESSION);
}

const neverChanges = () => () => {};

/** Whether the browser keeps the session. The built page assumes that it does. */
export function useKeepsSession(): boolean {
  const { keepsSession } = useServices();
  return useSyncExternalStore(
    neverChanges,
    () => keepsSession,
    () => true,
  );
}

export type Audience = "players" | "visitors";

/** Who the page is for. Null in the built page, which is the same for everybody, and during hydration. */
export function useAudience(): Audience | null {
  const { session, expectsPlayer } = useServices();
  return useSyncExternalStore(
    session.subscribe,
    () => audienceOf(session.read(), expectsPlayer),
    () => null,
  );
}

/** True if a player is signed in, or will be once the session is found. The page can then be shown immediately. */
export function useIsPlayer(): boolean {
  return useAudience() === "players";
}

function audienceOf({ status }: SessionState, expectsPlayer: boolean): Audience {
  const isPlayer = status === "signed-in" || (status === "unknown" && expectsPlayer);
  return isPlayer ? "players" : "visitors";
}
