/** The results of one visit as they come: its feed, its speech and its socket, and every timer that they have set. */
import type { QueryClient } from "@tanstack/react-query";
import { backoffMs } from "@numberplay/client/realtime/backoff";
import { browserTimers, endingTimers } from "@numberplay/client/realtime/timers";
import type { Services } from "@/entities/session/services";
import { loadPart } from "@/shared/lib/load-part";
import type { Connection, LiveStatus } from "./connection";
import { createFeed, type Feed } from "./feed";
import { createPace } from "./pace";
import { createSpeech, type Speech } from "./speech";

export interface Following {
  feed: Feed;
  speech: Speech;
  status: () => LiveStatus;
  nudge: () => void;
  end: () => void;
}

interface FollowingParts {
  services: Services;
  queryClient: QueryClient;
  /** The results after it are new. */
  start: number;
  onChange: () => void;
  onEnd: () => void;
}

/** Statistics are read once for a burst of results, not once for each. */
const STATISTICS_EVERY_MS = 1000;
/** The page shows before its socket is there. */
const loadConnection = () => loadPart(() => import("./connection"));

/** Ends with the visit at the latest: what arrives after that is for nobody. */
export function follow(parts: FollowingParts): Following {
  const { services, queryClient, start, onChange, onEnd } = parts;
  const { ended } = services.visit();
  const timers = endingTimers(browserTimers);
  const pace = createPace(timers, STATISTICS_EVERY_MS);
  const speech = createSpeech(timers, onChange);
  const onArrival = speech.say;
  const feed = createFeed({ queryClient, start, pace, timers, onArrival, onChange });
  let status: LiveStatus = { phase: "connecting" };
  let connection: Connection | null = null;
  let isOver = false;

  const setStatus = (next: LiveStatus) => {
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
    connection = loaded.openConnection({ services, feed, timers, onStatus: setStatus });
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
  return { feed, speech, status: () => status, nudge: () => connection?.nudge(), end };
}
