"use client";

import { usePathname } from "next/navigation";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { usePlayer } from "@/entities/player/player-query";
import { VerifyRequest } from "./verify-request";

/** Where the address and what can be done about it are anyhow. */
const ACCOUNT = "/account";

/** Asks for the proof of the address, on every page until the player has given it or has dismissed it. */
export function VerifyBanner() {
  const player = useDeferredData(usePlayer().data);
  const isShownThere = usePathname() === ACCOUNT;
  if (player === undefined || player.email_verified || isShownThere) return null;
  return <VerifyRequest email={player.email} />;
}
