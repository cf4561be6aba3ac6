/**
 * Credentials that outlast the end of a session.
 *
 * What is asked after the end waits behind the dialog that asks the player to log in, and goes on as soon as the same
 * player is back. Whoever leaves instead, or comes as another player, ends the wait.
 */
import { SignedOut } from "@/shared/api/problem";
import type { Session } from "./session";
import { visitOf } from "./token-store";

type Signed = Pick<Session, "read" | "subscribe" | "token" | "renew">;

export function patient(session: Signed) {
  async function afterReturn(problem: unknown): Promise<string> {
    if (!(problem instanceof SignedOut)) throw problem;
    const visit = visitOf(session.read());
    if (visit === null) throw problem;
    await changeFrom(session, visit);
    return session.token().catch(afterReturn);
  }
  return {
    token: () => session.token().catch(afterReturn),
    renew: (refused: string) => session.renew(refused).catch(afterReturn),
  };
}

/** Resolves when the visit goes on, and rejects when it is over. */
function changeFrom({ read, subscribe }: Signed, visit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = read();
      const isOver = visitOf(state) !== visit;
      if (!isOver && state.status === "signed-out") return;
      unsubscribe();
      if (isOver) reject(new SignedOut());
      else resolve();
    };
    const unsubscribe = subscribe(look);
    look();
  });
}
