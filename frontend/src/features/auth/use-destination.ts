"use client";

import type { Route } from "next";
import { useSyncExternalStore } from "react";
import { safeDestination } from "./destination";

const neverChanges = () => () => {};
const read = () => safeDestination(new URLSearchParams(window.location.search).get("next"));

/** Where the player goes after signing in, from this page's `?next=`. The built page doesn't know it. */
export function useDestination(): Route {
  return useSyncExternalStore(neverChanges, read, () => safeDestination(null));
}
