"use client";

import { useReducedMotion } from "@mantine/hooks";
import { usePreferences } from "./preferences-context";

/** The player's preference, or the system's. */
export function usePrefersReducedMotion(): boolean {
  const { preferences } = usePreferences();
  return (
    useReducedMotion(false, { getInitialValueInEffect: false }) || preferences.motion === "reduced"
  );
}
