/** The live results of one session epoch: its store, its announcements, its subscription, and all their timers. */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@numberplay/client/api/types";
import { backoffMs } from "@numberplay/client/realtime/backoff";
import { browserTimers, cancellableTimers } from "@numberplay/client/realtime/timers";
import type { SubscriptionStatus } from "@numberplay/client/results/status";
import type { Subscription } from "@numberplay/client/results/subscription";
import type { Services } from "@/entities/session/services";
import { loadPart } from "@/shared/lib/loading/load-part";
import { createResultStore, type ResultStore } from "./result-store";
import { createThrottle } from "./throttle";
import { createAnnouncements, type Announcements } from "./announcements";

export interface Following {
  store: ResultStore;
  announcements: Announcements;
  status: () => SubscriptionStatus;
  /** Adds the result from the response to a play of this page. */
  answered: (result: PlayResult) => void;
  retryNow: () => void;
  end: () => void;
}

interface FollowingOptions {
  services: Services;
  queryClient: QueryClient;
  /** The results after this seq are new. */
  start: number;
  onChange: () => void;
  onEnd: () => void;
}

/** Statistics are fetched once per burst of results, not once per result. */
const STATISTICS_EVERY_MS = 1000;
/** Loaded on demand, because the page is shown before its socket is open. */
const loadSubscription = () => loadPart(() => import("./subscribe"));

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
    subscription = loaded.subscribeTo({ services, store, timers, onStatus: setStatus });
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
    answered(result) {
      store.accept(result, "here");
      subscription?.played(result.seq);
    },
    retryNow: () => subscription?.retryNow(),
    end,
  };
}
