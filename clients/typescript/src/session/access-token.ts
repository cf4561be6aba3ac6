/** Reads the player and the lifetime from an access token. */

export interface AccessToken {
  text: string;
  player: string;
  /** A time of `performance.now()`, which doesn't change when the clock is set. */
  expiresAt: number;
}

/** The lifetime is counted from arrival, so a wrong clock on the player's machine doesn't affect it. */
export function readAccessToken(text: string, arrivedAt: number): AccessToken {
  const claims = claimsOf(text);
  const lifeSeconds = Number(claims["exp"]) - Number(claims["iat"]);
  if (!Number.isFinite(lifeSeconds)) throw new Error("The access token has no lifetime.");
  return {
    text,
    player: String(claims["user_id"]),
    expiresAt: arrivedAt + lifeSeconds * 1000,
  };
}

function claimsOf(text: string): Record<string, unknown> {
  const payload = (text.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  return JSON.parse(atob(payload)) as Record<string, unknown>;
}
