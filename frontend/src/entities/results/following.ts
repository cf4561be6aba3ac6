/** The live results of one session epoch: its store, its announcements, its subscription, and all their timers. */
import type { QueryClient } from "@tanstack/react-query";
import { backoffMs } from "@numberplay/client/realtime/backoff";
import { browserTimers, cancellableTimers, type Timers } from "@numberplay/client/realtime/timers";
import { SignedOutError } from "@numberplay/client/api/errors";
import type { PlayResult } from "@numberplay/client/api/types";
import type { SubscriptionStatus } from "@numberplay/client/results/status";
import type { Subscription } from "@numberplay/client/results/subscription";
import type { Session } from "@numberplay/client/session/session";
import type { Services, SessionEpoch } from "@/entities/session/services";
import { loadPart } from "@/shared/lib/load-part";
import { createResultStore, type ResultStore } from "./result-store";
import { createThrottle } from "./throttle";
import { createAnnouncements, type Announcements } from "./announcements";

export interface Following {
  store: ResultStore;
  announcements: Announcements;
  status: () => SubscriptionStatus;
  retryNow: () => void;
  end: () => void;
}

interface FollowingOptions {
  services: Services;
  queryClient: QueryClient;
  /** The results after it are new. */
  start: number;
  onChange: () => void;
  onEnd: () => void;
}

/** Statistics are fetched once per burst of results, not once per result. */
const STATISTICS_EVERY_MS = 1000;
/** The page is shown before its socket is open. */
const loadSubscription = () => loadPart(() => import("@numberplay/client/results/subscription"));

/** Ends with the session epoch at the latest. Anything that arrives later is dropped. */
export function follow(options: FollowingOptions): Following {
  const { services, queryClient, start, onChange, onEnd } = options;
  const { ended } = services.epoch();
  const timers = cancellableTimers(browserTimers);
  const throttle = createThrottle(timers, STATISTICS_EVERY_MS);
  const announcements = createAnnouncements(timers, onChange);
  const onResult = announcements.announce;
  const store = createResultStore({ queryClient, start, throttle, timers, onResult, onChange });
  let status: SubscriptionStatus = { state: "connecting" };
  let subscription: Subscription | null = null;
  let isOver = false;

  const setStatus = (next: SubscriptionStatus) => {
    if (isOver) return;
    status = next;
    onChange();
  };

  async function connect(failures: number) {
    const loaded = await loadSubscription().catch(() => null);
    if (isOver) return;
    if (loaded === null) {
      const delay = backoffMs(failures + 2, Math.random());
      setStatus({ state: "offline", retryAt: timers.now() + delay });
      timers.after(delay, () => void connect(failures + 1));
      return;
    }
    subscription = loaded.subscribe(
      subscriptionOf({ services, store, timers, onStatus: setStatus }),
    );
  }

  function end() {
    if (isOver) return;
    isOver = true;
    ended.removeEventListener("abort", end);
    subscription?.stop();
    timers.end();
    onEnd();
  }

  ended.addEventListener("abort", end);
  void connect(0);
  return {
    store,
    announcements,
    status: () => status,
    retryNow: () => subscription?.retryNow(),
    end,
  };
}

interface SubscriptionParts {
  services: Services;
  store: ResultStore;
  timers: Timers;
  onStatus: (status: SubscriptionStatus) => void;
}

function subscriptionOf({ services, store, timers, onStatus }: SubscriptionParts) {
  const { origin, session } = services;
  const epoch = services.epoch();
  return {
    origin,
    api: epoch.player,
    credentials: credentialsOf(epoch, session),
    since: store.position(),
    onResult: (result: PlayResult) => {
      store.accept(result, "elsewhere");
    },
    onResync: store.resync,
    onStatus,
    onSignedOut: () => {
      if (!epoch.ended.aborted) session.end();
    },
    timers,
    random: Math.random,
  };
}

function credentialsOf({ credentials: { token, renew } }: SessionEpoch, session: Session) {
  return {
    token: (freshForMs?: number) => token(freshForMs).catch(nullIfSignedOut),
    renew: (refused: string) => renew(refused).catch(nullIfSignedOut),
    expiresAt() {
      const state = session.read();
      return state.status === "signed-in" ? state.access.expiresAt : 0;
    },
  };
}

function nullIfSignedOut(error: unknown): null {
  if (error instanceof SignedOutError) return null;
  throw error;
}
