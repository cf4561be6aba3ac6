"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";

/** Loaded when it is first needed. */
export const LazyDialog = lazyPart(async () => (await import("./dialog")).Dialog, {
  isOverlay: true,
});
