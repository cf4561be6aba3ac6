"use client";

import { useReducedMotion } from "@mantine/hooks";
import { usePreferences } from "./preferences-context";

/** The player, or the player's system, wants nothing to move. */
export function useIsStill(): boolean {
  const { preferences } = usePreferences();
  return (
    useReducedMotion(false, { getInitialValueInEffect: false }) || preferences.motion === "reduced"
  );
}
