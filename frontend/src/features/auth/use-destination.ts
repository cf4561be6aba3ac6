"use client";

import type { Route } from "next";
import { useSyncExternalStore } from "react";
import { safeDestination } from "./destination";

const neverChanges = () => () => {};
const read = () => safeDestination(new URLSearchParams(window.location.search).get("next"));

/** Returns the page to open after signing in, from this page's `?next=`, which isn't known while the page is built. */
export function useDestination(): Route {
  return useSyncExternalStore(neverChanges, read, () => safeDestination(null));
}
