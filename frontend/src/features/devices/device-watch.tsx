"use client";

import { Suspense } from "react";
import { useIsPlayer } from "@/entities/session/services-context";
import { useIsIdleAfterLoad } from "@/shared/lib/loading/idle-after-load";
import { optionalLazy } from "@/shared/lib/loading/optional-lazy";

const NewDeviceNotice = optionalLazy(async () => ({
  default: (await import("./new-device-notice")).NewDeviceNotice,
}));

/** Looks for new sign-ins when the page is idle. */
export function DeviceWatch() {
  const isIdle = useIsIdleAfterLoad();
  const isPlayer = useIsPlayer();
  if (!isIdle || !isPlayer) return null;
  return (
    <Suspense>
      <NewDeviceNotice />
    </Suspense>
  );
}
