"use client";

/** Where in the history the player is. It is in the URL, so that it is kept by reloading, going back and sharing between tabs. */
import { useSyncExternalStore } from "react";
import type { PlayResult } from "@numberplay/client/api/types";

export type ResultFilter = "all" | PlayResult["result"];

interface Place {
  filter: ResultFilter;
  /** The page; null for the newest. */
  cursor: string | null;
  /** The number that is searched for, as it was entered. */
  number: string | null;
}

const CHANGED = "numberplay:history";

export function usePlace(): Place {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => "",
  );
  return placeIn(search);
}

/** A new entry of the browser's history. */
export function goTo({ filter = "all", cursor = null, number = null }: Partial<Place>) {
  const query = new URLSearchParams({
    ...(filter !== "all" && { result: filter }),
    ...(cursor !== null && { cursor }),
    ...(number !== null && { number }),
  }).toString();
  window.history.pushState(null, "", query === "" ? window.location.pathname : `?${query}`);
  window.dispatchEvent(new Event(CHANGED));
}

export function placeIn(search: string): Place {
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
