"use client";

import { lazy, Suspense } from "react";
import type { DialogProps } from "./dialog";

const Dialog = lazy(async () => ({ default: (await import("./dialog")).Dialog }));

/** Loaded when it is first needed. */
export function LazyDialog(props: DialogProps) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
