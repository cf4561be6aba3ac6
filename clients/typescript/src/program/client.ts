/** A client for programs in Node, a worker or a page. Its session lasts for as long as the program keeps the tokens. */
import { type Api, answerOf, createPlayerApi, createVisitorApi } from "../api/client.ts";
import { ApiError, NetworkError, SignedOutError } from "../api/errors.ts";
import { newKey } from "../api/idempotency-key.ts";
import type { Player, PlayResult } from "../api/types.ts";
import { isResult } from "../realtime/frames.ts";
import { browserTimers } from "../realtime/timers.ts";
import { socketCredentials } from "../results/credentials.ts";
import type { SubscriptionStatus } from "../results/status.ts";
import type { Subscription } from "../results/subscription.ts";
import { currentCredentials } from "../session/session-credentials.ts";
import { repeat } from "./repeat.ts";
import { createSession } from "./session.ts";
import { subscribeFrom } from "./subscription.ts";
import { holdRefreshToken, type KnownTokens, type Tokens } from "./tokens.ts";

export interface ClientOptions {
  /** The WebSocket class to use, for example from the `ws` package. Node before 22 has none of its own. */
  WebSocket?: unknown;
  /** The tokens of an earlier session that hasn't ended. */
  tokens?: KnownTokens;
  /** Called with new tokens. Store the refresh token each time, because each can be used only once. */
  onTokens?: (tokens: Tokens) => void;
}

export interface Proof {
  email: string;
  password: string;
  /** The two-factor code, if the account requires one. */
  code?: string;
}

export interface Registration {
  username: string;
  email: string;
  password: string;
}

export interface SubscriptionListeners {
  onStatus?: (status: SubscriptionStatus) => void;
  /** Called when the server has been restored to an earlier state, so that the results after this seq are lost. */
  onResync?: (seq: number) => void;
}

export interface Client {
  register: (registration: Registration) => Promise<Player>;
  signIn: (proof: Proof) => Promise<Player>;
  signOut: () => Promise<void>;
  /**
   * Retries temporary failures with the same key for up to a minute, so the number is played once.
   */
  play: (number: number, key?: string) => Promise<PlayResult>;
  results: {
    /**
     * Calls `onResult` once for every result after the seq `since`, in order, or for every new result if it is null.
     */
    subscribe: (
      since: number | null,
      onResult: (result: PlayResult) => void,
      listeners?: SubscriptionListeners,
    ) => Subscription;
  };
  /** All other endpoints, as the signed-in player. */
  api: () => Api;
}

const PLAY_WITHIN_MS = 60_000;

export function createClient(origin: string, options: ClientOptions = {}): Client {
  const visitor = createVisitorApi(origin);
  const refreshToken = holdRefreshToken(options.tokens, options.onTokens ?? (() => {}));
  const session = createSession((ended) => refreshToken.renew(visitor, ended), options.tokens);
  const subscriptions = new Set<Subscription>();
  const api = () => createPlayerApi(origin, currentCredentials(session));

  async function begin(response: Promise<{ user: Player; access: string; refresh?: string }>) {
    const { user, ...tokens } = await response;
    refreshToken.keep(tokens);
    session.signIn(tokens.access);
    return user;
  }

  return {
    register: (body) => begin(answerOf(visitor.POST("/auth/api/register/", { body }))),
    signIn: (body) => begin(answerOf(visitor.POST("/auth/api/login/", { body }))),
    signOut: () => session.signOut(() => answerOf(api().POST("/auth/api/logout/"))),
    play: (number, key = newKey()) =>
      repeat(() => play(api(), number, key), PLAY_WITHIN_MS).then(
        (result) => {
          for (const subscription of subscriptions) subscription.played(result.seq);
          return result;
        },
        (error: unknown) => {
          if (!(error instanceof ApiError && error.status === 401)) throw error;
          // The server has rejected even a new token.
          session.end();
          throw new SignedOutError();
        },
      ),
    results: {
      subscribe(since, onResult, listeners = {}) {
        const subscription = subscribeFrom(since, {
          onStatus: () => {},
          onResync: () => {},
          ...listeners,
          origin,
          api: api(),
          onResult,
          credentials: socketCredentials(session, currentCredentials(session)),
          sharing: "none",
          onSignedOut: session.end,
          WebSocket: options.WebSocket as typeof WebSocket | undefined,
          timers: browserTimers,
          random: Math.random,
        });
        subscriptions.add(subscription);
        return {
          ...subscription,
          stop() {
            subscriptions.delete(subscription);
            subscription.stop();
          },
        };
      },
    },
    api,
  };
}

async function play(api: Api, number: number, key: string): Promise<PlayResult> {
  const params = { header: { "Idempotency-Key": key } };
  const result = await answerOf(api.POST("/api/game/play/", { params, body: { number } }));
  if (!isResult(result)) throw new NetworkError("The response couldn't be read.");
  return result;
}
