/** What a subscription needs of a session. It ends when nobody is signed in any more. */
import { SignedOutError } from "../api/errors.ts";
import type { SocketCredentials } from "../realtime/socket-types.ts";
import type { currentCredentials, Signed } from "../session/session-credentials.ts";

/** Without `check`, which is a request of the subscription itself. */
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
