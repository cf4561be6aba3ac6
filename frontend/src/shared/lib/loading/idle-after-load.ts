"use client";

import { useSyncExternalStore } from "react";

/** By then, the page has shown its content. */
const LOADED_AFTER_MS = 2000;

const listeners = new Set<() => void>();
let isIdle = false;
let isAwaited = false;

/** False while the page loads, so that deferred work doesn't delay it. */
export function useIsIdleAfterLoad(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isIdle,
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
  isIdle = true;
  for (const listener of listeners) listener();
}
