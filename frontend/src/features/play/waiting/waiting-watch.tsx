"use client";

import { Suspense } from "react";
import { useIsPlayer } from "@/entities/session/services-context";
import { useIsIdleAfterLoad } from "@/shared/lib/loading/idle-after-load";
import { optionalLazy } from "@/shared/lib/loading/optional-lazy";

/** Loaded in advance, while there is still a connection. */
const WaitingPlays = optionalLazy(async () => ({
  default: (await import("./waiting-plays")).WaitingPlays,
}));

/** Shows the plays that wait for a connection on every page for players. */
export function WaitingWatch() {
  const isIdle = useIsIdleAfterLoad();
  const isPlayer = useIsPlayer();
  if (!isIdle || !isPlayer) return null;
  return (
    <Suspense>
      <WaitingPlays />
    </Suspense>
  );
}
