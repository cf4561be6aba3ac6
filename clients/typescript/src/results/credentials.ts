/** The credentials that a subscription uses. The subscription ends once nobody is signed in. */
import { SignedOutError } from "../api/errors.ts";
import type { SocketCredentials } from "../realtime/socket-types.ts";
import type { currentCredentials, Signed } from "../session/session-credentials.ts";

/** Omits `check`, because the subscription makes that request itself. */
export function socketCredentials(
  session: Signed,
  { token, renew }: ReturnType<typeof currentCredentials>,
): Omit<SocketCredentials, "check"> {
  return {
    token: (freshForMs) => token(freshForMs).catch(nullIfSignedOut),
    renew: (refused) => renew(refused).catch(nullIfSignedOut),
    expiresAt() {
      const state = session.read();
      return state.status === "signed-in" ? state.access.expiresAt : 0;
    },
  };
}

function nullIfSignedOut(error: unknown): null {
  if (error instanceof SignedOutError) return null;
  throw error;
}
