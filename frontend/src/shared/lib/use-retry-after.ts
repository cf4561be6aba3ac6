"use client";

import { useSyncExternalStore } from "react";
import { countdownOf } from "./countdown";

const subscribeToNothing = () => () => {};
const nothing = () => 0;

/** The seconds that the backend asks to wait, counted down in all parts of a page alike. */
export function useRetryAfter(error: unknown): { asked: number; left: number } {
  const countdown = countdownOf(error);
  const left = useSyncExternalStore(
    countdown?.follow ?? subscribeToNothing,
    countdown?.left ?? nothing,
    nothing,
  );
  return { asked: countdown?.asked ?? 0, left };
}
