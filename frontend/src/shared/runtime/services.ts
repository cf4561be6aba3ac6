/** What one open page works with: put together here and nowhere else. */
import { type Api, answerOf, createPlayerApi, createVisitorApi } from "@/shared/api/client";
import { ownCredentials, patient } from "@/shared/session/patience";
import { browserLock } from "@/shared/session/refresh-lock";
import { Session } from "@/shared/session/session";
import { cookieHint } from "@/shared/session/session-hint";
import { createTabs } from "@/shared/session/tabs";
import { createTokenStore } from "@/shared/session/token-store";

/** One player's time in this page. Whatever is asked, waits or is shown for it ends with it. */
export interface Visit {
  player: Api;
  /** For what does not wait until the player is back. */
  credentials: ReturnType<typeof ownCredentials>;
  ended: AbortSignal;
}

export interface Services {
  origin: string;
  visitor: Api;
  session: Session;
  /** That of now, the same until it is over. */
  visit: () => Visit;
  /** The first request said that this browser has a session. */
  expectsPlayer: boolean;
}

export function createServices(origin: string, expectsPlayer: boolean): Services {
  const visitor = createVisitorApi(origin);
  const session = new Session({
    store: createTokenStore(),
    refresh: (ended) => refreshByCookie(visitor, ended),
    tabs: createTabs(),
    lock: browserLock,
    // The server has read the cookie from the request of this page; another tab may have signed in since.
    hint: { ...cookieHint, isPresent: () => expectsPlayer || cookieHint.isPresent() },
    now: () => performance.now(),
  });
  return { origin, visitor, session, visit: visitsOf(origin, session), expectsPlayer };
}

function visitsOf(origin: string, session: Session): () => Visit {
  let visit: Visit | null = null;
  return () => {
    const ended = session.ended();
    if (visit?.ended !== ended) {
      const player = createPlayerApi(origin, patient(session));
      visit = { player, credentials: ownCredentials(session), ended };
    }
    return visit;
  };
}

async function refreshByCookie(visitor: Api, signal: AbortSignal): Promise<string> {
  const tokens = await answerOf(
    visitor.POST("/auth/api/token/refresh/", { body: { client: "browser" }, signal }),
  );
  return tokens.access;
}
