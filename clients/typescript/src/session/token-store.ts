/** The one place that holds the access token: in memory, never in storage. */
import type { AccessToken } from "./access-token";

/** Why nobody is signed in: never was, by this tab, by another tab, with the account, or as the session came to its end. */
export type SignOutReason = "visitor" | "here" | "elsewhere" | "deleted" | "ended";

export type SessionState =
  | { status: "unknown"; reachable: boolean }
  | {
      status: "signed-out";
      reason: SignOutReason;
      /** The visit that goes on when the same player signs in again: only a session that ended by itself leaves one. */
      visit: number | null;
    }
  | {
      status: "signed-in";
      access: AccessToken;
      /** Counts sign-ins. What was kept for one visit must not be shown in the next. */
      visit: number;
    };

export interface TokenStore {
  read: () => SessionState;
  /** Aborts when the visit of now is over; aborted already while nobody is expected. */
  ended: () => AbortSignal;
  subscribe: (listener: () => void) => () => void;
  accept: (access: AccessToken) => void;
  signOut: (reason: SignOutReason) => void;
  unreachable: () => void;
}

export const UNKNOWN_SESSION: SessionState = { status: "unknown", reachable: true };
/** It begins with the search for a session. */
const FIRST_VISIT = 1;

export function createTokenStore(): TokenStore {
  const listeners = new Set<() => void>();
  let state = UNKNOWN_SESSION;
  let visits = FIRST_VISIT;
  let ending = new AbortController();
  /** Whose visit it is, or was until the session ended. */
  let player: string | null = null;

  function become(next: SessionState) {
    const isSameVisit = visitOf(next) === visitOf(state);
    state = next;
    if (!isSameVisit) beginVisit();
    for (const listener of listeners) listener();
  }

  function beginVisit() {
    const last = ending;
    ending = new AbortController();
    if (visitOf(state) === null) ending.abort();
    last.abort();
  }

  return {
    read: () => state,
    ended: () => ending.signal,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accept(access) {
      if (visitOf(state) === null || (player !== null && player !== access.player)) visits += 1;
      player = access.player;
      become({ status: "signed-in", access, visit: visits });
    },
    signOut: (reason) => {
      if (reason !== "ended") player = null;
      become({ status: "signed-out", reason, visit: player === null ? null : visits });
    },
    unreachable: () => {
      become({ status: "unknown", reachable: false });
    },
  };
}

/** Resolves when `arrived` holds after a change of the store, or when the time is over. */
export function nextChange(
  store: TokenStore,
  withinMs: number,
  arrived: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(() => {
      if (arrived()) finish();
    });
    const timer = setTimeout(finish, withinMs);
    if (arrived()) finish();
  });
}

/** The visit that shows, also before its session is found, and while it has ended and nobody is back yet. */
export function visitOf(state: SessionState): number | null {
  return state.status === "unknown" ? FIRST_VISIT : state.visit;
}
