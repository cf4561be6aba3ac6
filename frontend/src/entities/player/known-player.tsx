"use client";

import { usePlayer } from "./player-query";

/** Tells password managers whose password a form is about that does not ask for the address. */
export function KnownPlayer() {
  const { data: player } = usePlayer();
  return (
    <input
      type="text"
      autoComplete="username"
      value={player?.email ?? ""}
      readOnly
      hidden
      aria-hidden
    />
  );
}
