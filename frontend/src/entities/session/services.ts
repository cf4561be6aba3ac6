/** The services of one open page, created here and nowhere else. */
import { type Api, createPlayerApi, createVisitorApi } from "@numberplay/client/api/client";
import { keepsCookies } from "@/shared/lib/browser-cookies";
import {
  currentCredentials,
  resumingCredentials,
} from "@numberplay/client/session/session-credentials";
import { browserLock, noLock } from "@numberplay/client/session/refresh-lock";
import {
  cookieToken,
  pageToken,
  type RefreshToken,
} from "@numberplay/client/session/refresh-token";
import { Session } from "@numberplay/client/session/session";
import { cookieHint, hasHint, noHint } from "./session-hint";
import { createTabs, noTabs } from "@numberplay/client/session/tabs";
import { createTokenStore } from "@numberplay/client/session/token-store";

/** The time that one player is signed in on this page. Requests, waits and content of the epoch end with it. */
export interface SessionEpoch {
  player: Api;
  /** For requests that don't wait for the player to sign in again. */
  credentials: ReturnType<typeof currentCredentials>;
  ended: AbortSignal;
}

export interface Services {
  origin: string;
  visitor: Api;
  session: Session;
  /** Returns the current epoch, which is the same object until it ends. */
  epoch: () => SessionEpoch;
  refreshToken: RefreshToken;
  /** False if the browser blocks cookies. The session then ends with the page. */
  keepsSession: boolean;
  /** Whether a cookie indicated a session when the page opened. */
  expectsPlayer: boolean;
}

export function createServices(origin: string): Services {
  const visitor = createVisitorApi(origin);
  const expectsPlayer = hasHint();
  // Even if this page's session has ended since then, it isn't a visitor's page. Another tab may have signed in.
  const hint = { ...cookieHint, isPresent: () => expectsPlayer || hasHint() };
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
  const epoch = epochsOf(origin, session);
  return { origin, visitor, session, epoch, refreshToken, keepsSession, expectsPlayer };
}

function epochsOf(origin: string, session: Session): () => SessionEpoch {
  let epoch: SessionEpoch | null = null;
  return () => {
    const ended = session.ended();
    if (epoch?.ended !== ended) {
      const player = createPlayerApi(origin, resumingCredentials(session));
      epoch = { player, credentials: currentCredentials(session), ended };
    }
    return epoch;
  };
}
