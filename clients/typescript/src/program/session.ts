/** The session of a program, which isn't shared. */
import { browserTimers } from "../realtime/timers.ts";
import { noLock } from "../session/refresh-lock.ts";
import { Session } from "../session/session.ts";
import { noTabs } from "../session/tabs.ts";
import { createTokenStore } from "../session/token-store.ts";
import type { KnownTokens } from "./tokens.ts";

export function createSession(
  refresh: (ended: AbortSignal) => Promise<string>,
  known?: KnownTokens,
): Session {
  const session = new Session({
    store: createTokenStore(),
    refresh,
    tabs: noTabs,
    lock: noLock,
    hint: { isPresent: () => false, set: () => {}, clear: () => {} },
    now: browserTimers.now,
  });
  if (known === undefined) session.start();
  else if (known.access !== undefined) session.signIn(known.access);
  return session;
}
