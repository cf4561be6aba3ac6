/** The player's results as they come in this page: one socket and one feed, whoever looks. */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Services } from "@/entities/session/services";
import type { LiveStatus } from "./connection";
import type { Arrival } from "./feed";
import { type Following, follow } from "./following";
import type { Line } from "./speech";

export interface Live {
  subscribe: (listener: () => void) => () => void;
  /** The newest results of this visit, in the order in which they were told. */
  arrivals: () => readonly Arrival[];
  status: () => LiveStatus;
  spoken: () => readonly Line[];
  /** Takes the answer to a play of this page. */
  answered: (result: PlayResult) => void;
  retryNow: () => void;
  /** Opens the socket for results after `start`. Returns what ends it. */
  follow: (start: number) => () => void;
}

const STOPPED: LiveStatus = { phase: "stopped" };
const NOTHING_YET: readonly Arrival[] = [];
const NOTHING_SAID: readonly Line[] = [];

export function createLive(services: Services, queryClient: QueryClient): Live {
  const listeners = new Set<() => void>();
  let following: Following | null = null;

  const onChange = () => {
    for (const listener of listeners) listener();
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    arrivals: () => following?.feed.arrivals() ?? NOTHING_YET,
    status: () => following?.status() ?? STOPPED,
    spoken: () => following?.speech.lines() ?? NOTHING_SAID,
    answered: (result) => void following?.feed.accept(result, "here"),
    retryNow: () => following?.nudge(),
    follow(start) {
      const onEnd = () => {
        following = null;
        onChange();
      };
      following = follow({ services, queryClient, start, onChange, onEnd });
      onChange();
      return following.end;
    },
  };
}
