/**
 * Credentials of the visit that shows now, and of no other one.
 *
 * What is asked after the end of its session waits behind the dialog that asks the player to log in, and goes on as
 * soon as the same player is back. Whoever leaves instead, or comes as another player, ends the visit: from then on
 * they give no token, so nothing that waits, or is tried again, is sent as somebody else.
 */
import { SignedOut } from "../api/problem";
import type { Session } from "./session";

type Signed = Pick<Session, "read" | "ended" | "subscribe" | "token" | "renew">;

/** They do not wait for the player to come back. */
export function ownCredentials(session: Signed) {
  const ended = session.ended();
  async function own(find: () => Promise<string>): Promise<string> {
    if (ended.aborted) throw new SignedOut();
    const token = await find();
    // TypeScript does not expect it to change meanwhile.
    if (session.ended() !== ended) throw new SignedOut();
    return token;
  }
  return {
    ended,
    token: (freshForMs?: number) => own(() => session.token(freshForMs)),
    renew: (refused: string) => own(() => session.renew(refused)),
  };
}

export function patient(session: Signed) {
  const { ended, token, renew } = ownCredentials(session);
  async function afterReturn(problem: unknown): Promise<string> {
    if (!(problem instanceof SignedOut) || ended.aborted) throw problem;
    await playersReturn(session, ended);
    return token().catch(afterReturn);
  }
  return {
    ended,
    token: () => token().catch(afterReturn),
    renew: (refused: string) => renew(refused).catch(afterReturn),
  };
}

/** Resolves when the visit goes on, and rejects when it is over. */
function playersReturn({ read, subscribe }: Signed, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!ended.aborted && read().status === "signed-out") return;
      unsubscribe();
      if (ended.aborted) reject(new SignedOut());
      else resolve();
    };
    const unsubscribe = subscribe(look);
    look();
  });
}
