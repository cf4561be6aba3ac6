"use client";

import { lazyPart } from "./lazy-part";

/** Loaded when it is first needed. */
export const LazyDialog = lazyPart(async () => (await import("./dialog")).Dialog, {
  isOverlay: true,
});
