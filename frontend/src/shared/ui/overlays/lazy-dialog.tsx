"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";

/** A dialog that is loaded when it is first needed. */
export const LazyDialog = lazyPart(async () => (await import("./dialog")).Dialog, {
  isOverlay: true,
});
