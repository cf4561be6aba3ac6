"use client";

import { useSyncExternalStore } from "react";
import { countdownOf } from "./countdown";

const subscribeToNothing = () => () => {};
const nothing = () => 0;

/** Returns the seconds left to wait after a rate-limit error, which all parts of a page count down together. */
export function useRetryAfter(error: unknown): { asked: number; left: number } {
  const countdown = countdownOf(error);
  const left = useSyncExternalStore(
    countdown?.follow ?? subscribeToNothing,
    countdown?.left ?? nothing,
    nothing,
  );
  return { asked: countdown?.asked ?? 0, left };
}
