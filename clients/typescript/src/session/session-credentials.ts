/**
 * Credentials of the current session epoch only.
 *
 * Requests made after the session has ended wait behind the sign-in dialog, and continue once the same player has
 * signed in again. Signing out, or signing in as another player, ends the epoch. After that, the credentials return no
 * token, so no waiting or retried request is sent as another player.
 */
import { SignedOutError } from "../api/errors.ts";
import type { Session } from "./session.ts";

export type Signed = Pick<Session, "read" | "ended" | "subscribe" | "token" | "renew">;

/** Credentials that don't wait for the player to sign in again. */
export function currentCredentials(session: Signed) {
  const ended = session.ended();
  async function own(find: () => Promise<string>): Promise<string> {
    if (ended.aborted) throw new SignedOutError();
    const token = await find();
    // It may have changed while waiting, which TypeScript doesn't consider.
    if (session.ended() !== ended) throw new SignedOutError();
    return token;
  }
  return {
    ended,
    token: (freshForMs?: number) => own(() => session.token(freshForMs)),
    renew: (refused: string) => own(() => session.renew(refused)),
  };
}

export function resumingCredentials(session: Signed) {
  const { ended, token, renew } = currentCredentials(session);
  async function afterReturn(error: unknown): Promise<string> {
    if (!(error instanceof SignedOutError) || ended.aborted) throw error;
    await playersReturn(session, ended);
    return token().catch(afterReturn);
  }
  return {
    ended,
    token: () => token().catch(afterReturn),
    renew: (refused: string) => renew(refused).catch(afterReturn),
  };
}

/** Resolves when the session is resumed, and rejects when the epoch ends. */
function playersReturn({ read, subscribe }: Signed, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!ended.aborted && read().status === "signed-out") return;
      unsubscribe();
      if (ended.aborted) reject(new SignedOutError());
      else resolve();
    };
    const unsubscribe = subscribe(look);
    look();
  });
}
