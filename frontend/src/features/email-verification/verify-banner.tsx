"use client";

import { usePathname } from "next/navigation";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { usePlayer } from "@/entities/player/player-query";
import { VerifyRequest } from "./verify-request";

/** The page that shows the address anyway. */
const ACCOUNT = "/account";

/** Asks the player to verify the address, on every page until it is verified or the request is dismissed. */
export function VerifyBanner() {
  const player = useDeferredData(usePlayer().data);
  const isTold = usePathname() === ACCOUNT;
  if (player === undefined || player.email_verified || isTold) return null;
  return <VerifyRequest email={player.email} />;
}
