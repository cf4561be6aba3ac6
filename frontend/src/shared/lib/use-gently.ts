"use client";

import { useDeferredValue } from "react";

/** What arrives is first rendered in small steps, between which the page answers; changes show at once. */
export function useGently<Value>(arriving: Value | undefined): Value | undefined {
  const isShown = useDeferredValue(arriving !== undefined);
  return isShown ? arriving : undefined;
}
