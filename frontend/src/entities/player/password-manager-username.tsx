"use client";

import { usePlayer } from "./player-query";

/** Provides the username to password managers, in a form that doesn't ask for the email. */
export function PasswordManagerUsername() {
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
