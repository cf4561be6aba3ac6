"use client";

import { useSyncExternalStore } from "react";

/** By then the page that was opened has shown what it has to show. */
const LOADED_AFTER_MS = 2000;

const listeners = new Set<() => void>();
let isAtRest = false;
let isAwaited = false;

/** False while the page loads that the player has opened: what is for later waits, so that it does not get in the way. */
export function useIsAtRest(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isAtRest,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isAwaited) setTimeout(rest, LOADED_AFTER_MS);
  isAwaited = true;
  return () => listeners.delete(listener);
}

function rest() {
  isAtRest = true;
  for (const listener of listeners) listener();
}
