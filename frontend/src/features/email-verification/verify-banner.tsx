"use client";

import { usePathname } from "next/navigation";
import { Suspense } from "react";
import { optionalLazy } from "@/shared/lib/loading/optional-lazy";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { usePlayer } from "@/entities/player/player-query";

/** Loaded on demand, because most players have verified their address. */
const VerifyRequest = optionalLazy(async () => ({
  default: (await import("./verify-request")).VerifyRequest,
}));

/** This page shows the unverified address anyway. */
const ACCOUNT = "/account";

/** Asks the player to verify the address, on every page, until it is verified or the request is dismissed. */
export function VerifyBanner() {
  const player = useDeferredData(usePlayer().data);
  const isShownThere = usePathname() === ACCOUNT;
  if (player === undefined || player.email_verified || isShownThere) return null;
  return (
    <Suspense>
      <VerifyRequest email={player.email} />
    </Suspense>
  );
}
