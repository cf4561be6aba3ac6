"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { PlayResult } from "@numberplay/client/api/types";
import { useServices, useSessionState } from "@/entities/session/services-context";
import type { LiveStatus } from "./connection";
import type { Arrival } from "./feed";
import { createLive, type Live } from "./live";
import { recentKey, useRecentPlays } from "./player-queries";
import { newestSeq } from "./recent-plays";
import type { Line } from "./speech";

const LiveContext = createContext<Live | null>(null);
const NOTHING_YET: readonly Arrival[] = [];
const NOTHING_SAID: readonly Line[] = [];
const STOPPED: LiveStatus = { phase: "stopped" };

export function LiveProvider({ children }: { children: ReactNode }) {
  const services = useServices();
  const queryClient = useQueryClient();
  const [live] = useState(() => createLive(services, queryClient));
  useFollowing(live);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error("The page is not inside <LiveProvider>.");
  return live;
}

/** What has arrived since the page opened, oldest first. */
export function useArrivals(): readonly Arrival[] {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.arrivals, () => NOTHING_YET);
}

export function useSpokenLines(): readonly Line[] {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.spoken, () => NOTHING_SAID);
}

export function useLiveStatus(): LiveStatus {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.status, () => STOPPED);
}

/** Follows the player's results from the newest one that is known, for as long as somebody is signed in. */
function useFollowing(live: Live) {
  const queryClient = useQueryClient();
  const session = useSessionState();
  const visit = session.status === "signed-in" ? session.visit : null;
  const isPositionKnown = useRecentPlays().data !== undefined;
  useEffect(() => {
    if (visit === null || !isPositionKnown) return undefined;
    const known = queryClient.getQueryData<PlayResult[]>(recentKey) ?? [];
    const end = live.follow(newestSeq(known));
    const ignoreReturns = onReturn(live.retryNow);
    return () => {
      ignoreReturns();
      end();
    };
  }, [live, queryClient, visit, isPositionKnown]);
}

/** When the network or the player comes back, waiting is over. */
function onReturn(act: () => void): () => void {
  const whenShown = () => {
    if (document.visibilityState === "visible") act();
  };
  window.addEventListener("online", act);
  document.addEventListener("visibilitychange", whenShown);
  return () => {
    window.removeEventListener("online", act);
    document.removeEventListener("visibilitychange", whenShown);
  };
}
