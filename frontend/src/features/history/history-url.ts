"use client";

/**
 * Keeps the filter, page and search of the history in the URL, so that they survive going back and reloading, and can
 * be shared.
 */
import { useSyncExternalStore } from "react";
import type { PlayResult } from "@numberplay/client/api/types";

export type ResultFilter = "all" | PlayResult["result"];

interface HistoryUrl {
  filter: ResultFilter;
  /** The cursor of the page, or null for the newest. */
  cursor: string | null;
  /** The number to search for, as it was entered. */
  number: string | null;
}

const CHANGED = "numberplay:history";

export function useHistoryUrl(): HistoryUrl {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => "",
  );
  return parseHistoryUrl(search);
}

/** Adds an entry to the browser's history. */
export function goTo({ filter = "all", cursor = null, number = null }: Partial<HistoryUrl>) {
  const query = new URLSearchParams({
    ...(filter !== "all" && { result: filter }),
    ...(cursor !== null && { cursor }),
    ...(number !== null && { number }),
  }).toString();
  window.history.pushState(null, "", query === "" ? window.location.pathname : `?${query}`);
  window.dispatchEvent(new Event(CHANGED));
}

export function parseHistoryUrl(search: string): HistoryUrl {
  const query = new URLSearchParams(search);
  const result = query.get("result");
  return {
    filter: result === "win" || result === "lose" ? result : "all",
    cursor: query.get("cursor"),
    number: query.get("number"),
  };
}

function subscribe(listener: () => void) {
  for (const event of ["popstate", CHANGED]) window.addEventListener(event, listener);
  return () => {
    for (const event of ["popstate", CHANGED]) window.removeEventListener(event, listener);
  };
}
