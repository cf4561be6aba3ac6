"use client";

import { useEffect } from "react";
import { useIsIdleAfterLoad } from "@/shared/lib/loading/idle-after-load";
import { loadPart } from "@/shared/lib/loading/load-part";

/** Waits until the page has loaded, because nothing on it depends on the worker. */
export function useServiceWorker() {
  const isIdle = useIsIdleAfterLoad();
  useEffect(() => {
    if (!isIdle) return undefined;
    let stop = () => {};
    let isOver = false;
    void loadPart(async () => (await import("./service-worker")).followServiceWorker).then(
      (follow) => {
        if (!isOver) stop = follow();
      },
      () => {},
    );
    return () => {
      isOver = true;
      stop();
    };
  }, [isIdle]);
}
