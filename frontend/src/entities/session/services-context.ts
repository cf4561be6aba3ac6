"use client";

import { createContext, use, useSyncExternalStore } from "react";
import { type SessionState, UNKNOWN_SESSION } from "@numberplay/client/session/token-store";
import type { Services, SessionEpoch } from "./services";

export const ServicesContext = createContext<Services | null>(null);

/** With the API of the current session epoch: requests that were started with it end with that epoch. */
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

/** Whether the browser keeps the session. The built page can't know that, and assumes it. */
export function useKeepsSession(): boolean {
  const { keepsSession } = useServices();
  return useSyncExternalStore(
    neverChanges,
    () => keepsSession,
    () => true,
  );
}

export type Audience = "players" | "visitors";

/** For whom the page is. Null in the built page, which is the same for everybody, and while it is hydrated. */
export function useAudience(): Audience | null {
  const { session, expectsPlayer } = useServices();
  return useSyncExternalStore(
    session.subscribe,
    () => audienceOf(session.read(), expectsPlayer),
    () => null,
  );
}

/** A player is signed in, or will be once the session is found, so the page can be shown immediately. */
export function useIsPlayer(): boolean {
  return useAudience() === "players";
}

function audienceOf({ status }: SessionState, expectsPlayer: boolean): Audience {
  const isPlayer = status === "signed-in" || (status === "unknown" && expectsPlayer);
  return isPlayer ? "players" : "visitors";
}
