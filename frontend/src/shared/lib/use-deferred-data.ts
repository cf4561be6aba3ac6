"use client";

import { useDeferredValue } from "react";

/** Renders new data as a deferred update first, so that the page stays responsive; later changes show immediately. */
export function useDeferredData<Value>(arriving: Value | undefined): Value | undefined {
  const isShown = useDeferredValue(arriving !== undefined);
  return isShown ? arriving : undefined;
}
