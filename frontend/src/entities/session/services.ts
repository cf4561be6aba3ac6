/** What one open page works with: put together here and nowhere else. */
import { type Api, createPlayerApi, createVisitorApi } from "@numberplay/client/api/client";
import { keepsCookies } from "@/shared/lib/browser-cookies";
import { ownCredentials, patient } from "@numberplay/client/session/patience";
import { browserLock, noLock } from "@numberplay/client/session/refresh-lock";
import {
  cookieToken,
  pageToken,
  type RefreshToken,
} from "@numberplay/client/session/refresh-token";
import { Session } from "@numberplay/client/session/session";
import { cookieHint, noHint } from "./session-hint";
import { createTabs, noTabs } from "@numberplay/client/session/tabs";
import { createTokenStore } from "@numberplay/client/session/token-store";

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
  refreshToken: RefreshToken;
  /** False where the browser blocks cookies: then the session ends with the page. */
  keepsSession: boolean;
  /** The first request said that this browser has a session. */
  expectsPlayer: boolean;
}

export function createServices(origin: string, expectsPlayer: boolean): Services {
  const visitor = createVisitorApi(origin);
  // The server has read the cookie from the request of this page; another tab may have signed in since.
  const hint = { ...cookieHint, isPresent: () => expectsPlayer || cookieHint.isPresent() };
  const keepsSession = expectsPlayer || keepsCookies();
  const refreshToken = keepsSession ? cookieToken : pageToken();
  const session = new Session({
    store: createTokenStore(),
    refresh: (ended) => refreshToken.renew(visitor, ended),
    ...(keepsSession
      ? { tabs: createTabs(), lock: browserLock, hint }
      : { tabs: noTabs, lock: noLock, hint: noHint }),
    now: () => performance.now(),
  });
  const visit = visitsOf(origin, session);
  return { origin, visitor, session, visit, refreshToken, keepsSession, expectsPlayer };
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
