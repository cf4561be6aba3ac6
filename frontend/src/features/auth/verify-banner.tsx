"use client";

import { useGently } from "@/shared/ui/use-gently";
import { usePlayer } from "@/shared/player/player-query";
import { VerifyRequest } from "./verify-request";

/** Asks for the proof of the address, on every page until the player has given it or will not hear of it. */
export function VerifyBanner() {
  const player = useGently(usePlayer().data);
  if (player === undefined || player.email_verified) return null;
  return <VerifyRequest email={player.email} />;
}
