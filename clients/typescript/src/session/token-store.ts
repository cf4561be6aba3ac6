/** The only place that holds the access token: in memory, never in storage. */
import type { AccessToken } from "./access-token.ts";

/** Why nobody is signed in: never signed in, signed out in this or another tab, account deleted, or session ended. */
export type SignOutReason = "visitor" | "here" | "elsewhere" | "deleted" | "ended";

export type SessionState =
  | { status: "unknown"; reachable: boolean }
  | {
      status: "signed-out";
      reason: SignOutReason;
      /** The epoch that continues if the same player signs in again, unless the player signed out. */
      epoch: number | null;
    }
  | {
      status: "signed-in";
      access: AccessToken;
      /** Counts sign-ins. Data of one epoch must not be shown in the next. */
      epoch: number;
    };

export interface TokenStore {
  read: () => SessionState;
  /** Aborts when the current epoch ends. Already aborted while nobody is signed in. */
  ended: () => AbortSignal;
  subscribe: (listener: () => void) => () => void;
  accept: (access: AccessToken) => void;
  signOut: (reason: SignOutReason) => void;
  unreachable: () => void;
}

export const UNKNOWN_SESSION: SessionState = { status: "unknown", reachable: true };
/** It starts while the session is still being looked up. */
const FIRST_EPOCH = 1;

export function createTokenStore(): TokenStore {
  const listeners = new Set<() => void>();
  let state = UNKNOWN_SESSION;
  let epochs = FIRST_EPOCH;
  let ending = new AbortController();
  /** The player of the current epoch, even after its session has ended. */
  let player: string | null = null;

  function become(next: SessionState) {
    const isSameEpoch = epochOf(next) === epochOf(state);
    state = next;
    if (!isSameEpoch) beginEpoch();
    for (const listener of listeners) listener();
  }

  function beginEpoch() {
    const last = ending;
    ending = new AbortController();
    if (epochOf(state) === null) ending.abort();
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
      if (epochOf(state) === null || (player !== null && player !== access.player)) epochs += 1;
      player = access.player;
      become({ status: "signed-in", access, epoch: epochs });
    },
    signOut: (reason) => {
      if (reason !== "ended") player = null;
      become({ status: "signed-out", reason, epoch: player === null ? null : epochs });
    },
    unreachable: () => {
      become({ status: "unknown", reachable: false });
    },
  };
}

/** Resolves when `arrived` returns true, which is checked after each change of the store, or when the time is up. */
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

/** Returns the current epoch, even before its session is found, and while an ended session can be resumed. */
export function epochOf(state: SessionState): number | null {
  return state.status === "unknown" ? FIRST_EPOCH : state.epoch;
}
