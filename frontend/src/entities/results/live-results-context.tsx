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
import type { SubscriptionStatus } from "@numberplay/client/results/status";
import type { IncomingResult } from "./result-store";
import { createLiveResults, type LiveResults, NOTHING } from "./live-results";
import { recentKey, useRecentPlays } from "./player-queries";
import { newestSeq } from "./recent-plays";
import type { Announcement } from "./announcements";

const LiveResultsContext = createContext<LiveResults | null>(null);

export function LiveResultsProvider({ children }: { children: ReactNode }) {
  const services = useServices();
  const queryClient = useQueryClient();
  const [live] = useState(() => createLiveResults(services, queryClient));
  useSubscription(live);
  return <LiveResultsContext value={live}>{children}</LiveResultsContext>;
}

export function useLiveResults(): LiveResults {
  const live = use(LiveResultsContext);
  if (live === null) throw new Error("The page is not inside <LiveResultsProvider>.");
  return live;
}

/** Returns the results that have arrived since the page opened, oldest first. */
export function useIncomingResults(): readonly IncomingResult[] {
  const live = useLiveResults();
  return useSyncExternalStore(live.subscribe, live.received, () => NOTHING.received);
}

export function useAnnouncements(): readonly Announcement[] {
  const live = useLiveResults();
  return useSyncExternalStore(live.subscribe, live.announcements, () => NOTHING.announcements);
}

export function useConnectionStatus(): SubscriptionStatus {
  const live = useLiveResults();
  return useSyncExternalStore(live.subscribe, live.status, () => NOTHING.status);
}

/** While a player is signed in, follows the results after the newest known one. */
function useSubscription(live: LiveResults) {
  const queryClient = useQueryClient();
  const session = useSessionState();
  const epoch = session.status === "signed-in" ? session.epoch : null;
  const isPositionKnown = useRecentPlays().data !== undefined;
  useEffect(() => {
    if (epoch === null || !isPositionKnown) return undefined;
    const known = queryClient.getQueryData<PlayResult[]>(recentKey) ?? [];
    const end = live.follow(newestSeq(known));
    const ignoreReturns = onReturn(live.retryNow);
    return () => {
      ignoreReturns();
      end();
    };
  }, [live, queryClient, epoch, isPositionKnown]);
}

/** Calls `act` when the browser comes online or the page becomes visible. */
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
