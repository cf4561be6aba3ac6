"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useServices, useSessionState } from "@/entities/session/services-context";
import { subscribeToStorage } from "@/shared/lib/browser-storage";
import { lastPlayer, rememberPlayer, type SavedPlay, savedPlays } from "./saved-plays";

const MINUTE_MS = 60_000;

/** Returns the ID of the signed-in player, or null. */
export function useSignedInPlayer(): string | null {
  const state = useSessionState();
  return state.status === "signed-in" ? state.access.player : null;
}

/**
 * Returns the saved plays of the signed-in player, or of the last player while it isn't known who that is. Oldest
 * first.
 */
export function useSavedPlays(): SavedPlay[] {
  const signedIn = useSignedInPlayer();
  const { status } = useSessionState();
  const { expectsPlayer } = useServices();
  useEffect(() => {
    if (signedIn !== null) rememberPlayer(signedIn);
  }, [signedIn]);
  const player = status === "unknown" && expectsPlayer ? lastPlayer() : signedIn;
  const plays = useSyncExternalStore(subscribeToStorage, () => JSON.stringify(savedPlays(player)));
  useMinutes();
  return JSON.parse(plays) as SavedPlay[];
}

/** Rerenders every minute, because plays expire. */
function useMinutes() {
  const [, setMinutes] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinutes((minutes) => minutes + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
}
