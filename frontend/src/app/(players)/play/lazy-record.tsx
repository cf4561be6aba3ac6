"use client";

import type { ReactNode } from "react";
import { lazyPart } from "@/shared/ui/loading/lazy-part";

export const LazyRecord = lazyPart<{ waiting: ReactNode }>(
  async () => (await import("./record")).Record,
  { waiting: ({ waiting }) => waiting },
);
