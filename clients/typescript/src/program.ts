/** A client for programs, in Node, a worker or a page: its session lasts as long as the program keeps it. */
import { type Api, answerOf, createPlayerApi, createVisitorApi } from "./api/client.ts";
import { ApiError, isOutcomeUnknown } from "./api/errors.ts";
import { newKey } from "./api/idempotency-key.ts";
import type { Player, PlayResult } from "./api/types.ts";
import { backoffMs } from "./realtime/backoff.ts";
import { browserTimers } from "./realtime/timers.ts";
import { socketCredentials } from "./results/credentials.ts";
import type { SubscriptionStatus } from "./results/status.ts";
import { subscribe, type Subscription } from "./results/subscription.ts";
import { noLock } from "./session/refresh-lock.ts";
import { pageToken } from "./session/refresh-token.ts";
import { Session } from "./session/session.ts";
import { currentCredentials } from "./session/session-credentials.ts";
import { noTabs } from "./session/tabs.ts";
import { createTokenStore } from "./session/token-store.ts";

export interface Proof {
  email: string;
  password: string;
  /** The two-factor code, if the account needs one. */
  code?: string;
}

export interface SubscriptionListeners {
  onStatus?: (status: SubscriptionStatus) => void;
  /**
   * The results up to this seq are skipped, because more than 500 were missed; or the results after it are lost, because
   * the server was restored to an earlier state.
   */
  onResync?: (newestSeq: number) => void;
}

export interface Client {
  signIn: (proof: Proof) => Promise<Player>;
  signOut: () => Promise<void>;
  /** Repeats a request whose outcome is unknown with the same key, so that the number is played once. */
  play: (number: number, key?: string) => Promise<PlayResult>;
  results: {
    /** Calls `onResult` for every result after the seq `since`, once and in order. */
    subscribe: (
      since: number,
      onResult: (result: PlayResult) => void,
      listeners?: SubscriptionListeners,
    ) => Subscription;
  };
  /** Every other endpoint, for the player who is signed in. */
  api: () => Api;
}

const ATTEMPTS = 4;

export function createClient(origin: string): Client {
  const visitor = createVisitorApi(origin);
  const refreshToken = pageToken();
  const session = createSession((ended) => refreshToken.renew(visitor, ended));
  const api = () => createPlayerApi(origin, currentCredentials(session));
  return {
    async signIn(proof) {
      const { user, ...tokens } = await answerOf(visitor.POST("/auth/api/login/", { body: proof }));
      refreshToken.keep(tokens);
      session.signIn(tokens.access);
      return user;
    },
    signOut: () => session.signOut(() => answerOf(api().POST("/auth/api/logout/"))),
    play: (number, key = newKey()) => playOnce(api(), number, key),
    results: {
      subscribe: (since, onResult, listeners = {}) =>
        subscribeAs(session, { origin, api: api(), since, onResult, ...listeners }),
    },
    api,
  };
}

function createSession(refresh: (ended: AbortSignal) => Promise<string>): Session {
  const session = new Session({
    store: createTokenStore(),
    refresh,
    tabs: noTabs,
    lock: noLock,
    hint: { isPresent: () => false, set: () => {}, clear: () => {} },
    now: browserTimers.now,
  });
  session.start();
  return session;
}

async function playOnce(api: Api, number: number, key: string): Promise<PlayResult> {
  const params = { header: { "Idempotency-Key": key } };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await answerOf(api.POST("/api/game/play/", { params, body: { number } }));
    } catch (error) {
      if (attempt === ATTEMPTS || !isOutcomeUnknown(error)) throw error;
      const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      const delay = Math.max(asked, backoffMs(attempt, Math.random()));
      await new Promise<void>((resolve) => void browserTimers.after(delay, resolve));
    }
  }
}

interface SubscriptionArguments extends SubscriptionListeners {
  origin: string;
  api: Api;
  since: number;
  onResult: (result: PlayResult) => void;
}

function subscribeAs(session: Session, own: SubscriptionArguments): Subscription {
  return subscribe({
    onStatus: () => {},
    onResync: () => {},
    ...own,
    credentials: socketCredentials(session, currentCredentials(session)),
    sharing: "none",
    onSignedOut: session.end,
    timers: browserTimers,
    random: Math.random,
  });
}
