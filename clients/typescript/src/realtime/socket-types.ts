/** Types shared by the parts of the socket and its callers. */
export type SocketStatus =
  | { phase: "connecting" }
  | { phase: "live"; roundTripMs: number }
  | { phase: "waiting"; retryAt: number }
  | { phase: "stopped" };

/** A token of null means that the player has signed out. */
export interface SocketCredentials {
  token: (freshForMs?: number) => Promise<string | null>;
  renew: (refused: string) => Promise<string | null>;
  /** Uses the token over HTTP, where a 401 is visible, and renews it if needed. Never rejects. */
  check: () => Promise<void>;
  expiresAt: () => number;
}
