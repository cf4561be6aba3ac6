/** What one open page works with: put together here and nowhere else. */
import { type Api, answerOf, createPlayerApi, createVisitorApi } from "@/shared/api/client";
import { patient } from "@/shared/session/patience";
import { browserLock } from "@/shared/session/refresh-lock";
import { Session } from "@/shared/session/session";
import { cookieHint } from "@/shared/session/session-hint";
import { createTabs } from "@/shared/session/tabs";
import { createTokenStore } from "@/shared/session/token-store";

export interface Services {
  origin: string;
  visitor: Api;
  player: Api;
  session: Session;
  /** The first request said that this browser has a session. */
  expectsPlayer: boolean;
}

export function createServices(origin: string, expectsPlayer: boolean): Services {
  const visitor = createVisitorApi(origin);
  const session = new Session({
    store: createTokenStore(),
    refresh: () => refreshByCookie(visitor),
    tabs: createTabs(),
    lock: browserLock,
    // The server has read the cookie from the request of this page; another tab may have signed in since.
    hint: { ...cookieHint, isPresent: () => expectsPlayer || cookieHint.isPresent() },
    now: () => Date.now(),
  });
  return {
    origin,
    visitor,
    player: createPlayerApi(origin, patient(session)),
    session,
    expectsPlayer,
  };
}

async function refreshByCookie(visitor: Api): Promise<string> {
  const tokens = await answerOf(
    visitor.POST("/auth/api/token/refresh/", { body: { client: "browser" } }),
  );
  return tokens.access;
}
