"use client";

import { useSyncExternalStore } from "react";
import { countdownOf } from "./countdown";

const subscribeToNothing = () => () => {};
const nothing = () => 0;

/** The seconds that the backend asks to wait, and those that are left of them, the same in all parts of a page. */
export function useRetryAfter(error: unknown): { asked: number; left: number } {
  const countdown = countdownOf(error);
  const left = useSyncExternalStore(
    countdown?.follow ?? subscribeToNothing,
    countdown?.left ?? nothing,
    nothing,
  );
  return { asked: countdown?.asked ?? 0, left };
}
