/** The live results of one session epoch: its store, its announcements, its socket, and all their timers. */
import type { QueryClient } from "@tanstack/react-query";
import { backoffMs } from "@numberplay/client/realtime/backoff";
import { browserTimers, cancellableTimers } from "@numberplay/client/realtime/timers";
import type { Services } from "@/entities/session/services";
import { loadPart } from "@/shared/lib/load-part";
import type { Connection, ConnectionStatus } from "./connection";
import { createResultStore, type ResultStore } from "./result-store";
import { createThrottle } from "./throttle";
import { createAnnouncements, type Announcements } from "./announcements";

export interface Following {
  store: ResultStore;
  announcements: Announcements;
  status: () => ConnectionStatus;
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
const loadConnection = () => loadPart(() => import("./connection"));

/** Ends with the session epoch at the latest. Anything that arrives later is dropped. */
export function follow(options: FollowingOptions): Following {
  const { services, queryClient, start, onChange, onEnd } = options;
  const { ended } = services.epoch();
  const timers = cancellableTimers(browserTimers);
  const throttle = createThrottle(timers, STATISTICS_EVERY_MS);
  const announcements = createAnnouncements(timers, onChange);
  const onResult = announcements.announce;
  const store = createResultStore({ queryClient, start, throttle, timers, onResult, onChange });
  let status: ConnectionStatus = { phase: "connecting" };
  let connection: Connection | null = null;
  let isOver = false;

  const setStatus = (next: ConnectionStatus) => {
    if (isOver) return;
    status = next;
    onChange();
  };

  async function connect(failures: number) {
    const loaded = await loadConnection().catch(() => null);
    if (isOver) return;
    if (loaded === null) {
      const delay = backoffMs(failures + 2, Math.random());
      setStatus({ phase: "waiting", retryAt: timers.now() + delay });
      timers.after(delay, () => void connect(failures + 1));
      return;
    }
    connection = loaded.openConnection({ services, store, timers, onStatus: setStatus });
  }

  function end() {
    if (isOver) return;
    isOver = true;
    ended.removeEventListener("abort", end);
    connection?.stop();
    timers.end();
    onEnd();
  }

  ended.addEventListener("abort", end);
  void connect(0);
  return {
    store,
    announcements,
    status: () => status,
    retryNow: () => connection?.retryNow(),
    end,
  };
}
