/** The player's results as they come in this page: one socket and one feed, whoever looks. */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@/shared/api/types";
import type { GameSocket, SocketStatus } from "@/shared/realtime/socket";
import { browserTimers } from "@/shared/realtime/timers";
import type { Services } from "@/shared/runtime/services";
import { type Arrival, createFeed, type Feed } from "./feed";
import { createPace } from "./pace";
import { createSpeech, type Line, type Speech } from "./speech";

export interface Live {
  subscribe: (listener: () => void) => () => void;
  /** The newest results of this visit, in the order in which they were told. */
  arrivals: () => readonly Arrival[];
  status: () => SocketStatus;
  spoken: () => readonly Line[];
  /** Takes the answer to a play of this page. */
  answered: (result: PlayResult) => void;
  retryNow: () => void;
  /** Opens the socket for results after `start`. Returns what ends it. */
  follow: (start: number) => () => void;
}

/** Statistics are read once for a burst of results, not once for each. */
const STATISTICS_EVERY_MS = 1000;
/** The page shows before its socket is there. */
const loadConnection = () => import("./connection");
const LOAD_AGAIN_MS = 3000;
const STOPPED: SocketStatus = { phase: "stopped" };
const NOTHING_YET: readonly Arrival[] = [];
const NOTHING_SAID: readonly Line[] = [];

export function createLive(services: Services, queryClient: QueryClient): Live {
  const listeners = new Set<() => void>();
  let status = STOPPED;
  let feed: Feed | null = null;
  let speech: Speech | null = null;
  let socket: GameSocket | null = null;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function connect(opened: Feed) {
    const loaded = await loadConnection().catch(() => null);
    if (feed !== opened) return;
    if (loaded === null) {
      browserTimers.after(LOAD_AGAIN_MS, () => void connect(opened));
      return;
    }
    const { openConnection } = loaded;
    socket = openConnection(services, opened, (next) => {
      if (feed !== opened) return;
      status = next;
      tell();
    });
  }

  function end() {
    const ended = socket;
    feed = null;
    speech = null;
    socket = null;
    status = STOPPED;
    ended?.stop();
    tell();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    arrivals: () => feed?.arrivals() ?? NOTHING_YET,
    status: () => status,
    spoken: () => speech?.lines() ?? NOTHING_SAID,
    answered: (result) => void feed?.accept(result, "here"),
    retryNow: () => socket?.nudge(),
    follow(start) {
      const pace = createPace(browserTimers, STATISTICS_EVERY_MS);
      speech = createSpeech(browserTimers, tell);
      feed = createFeed({
        queryClient,
        start,
        pace,
        timers: browserTimers,
        onArrival: speech.say,
        onChange: tell,
      });
      status = { phase: "connecting" };
      tell();
      void connect(feed);
      return end;
    },
  };
}
