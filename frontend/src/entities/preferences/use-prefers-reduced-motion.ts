"use client";

import { useReducedMotion } from "@mantine/hooks";
import { usePreferences } from "./preferences-context";

/** Whether the player or the system prefers reduced motion. */
export function usePrefersReducedMotion(): boolean {
  const { preferences } = usePreferences();
  return (
    useReducedMotion(false, { getInitialValueInEffect: false }) || preferences.motion === "reduced"
  );
}
