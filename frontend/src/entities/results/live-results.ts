/** The player's live results in this page: one socket and one store for all components. */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Services } from "@/entities/session/services";
import type { ConnectionStatus } from "./connection";
import type { IncomingResult } from "./result-store";
import { type Following, follow } from "./following";
import type { Announcement } from "./announcements";

export interface LiveResults {
  subscribe: (listener: () => void) => () => void;
  /** The newest results of this session epoch, in order of arrival. */
  received: () => readonly IncomingResult[];
  status: () => ConnectionStatus;
  announcements: () => readonly Announcement[];
  /** Adds the response to a play of this page. */
  answered: (result: PlayResult) => void;
  retryNow: () => void;
  /** Opens the socket for results after `start`. Returns a function that closes it. */
  follow: (start: number) => () => void;
}

const STOPPED: ConnectionStatus = { phase: "stopped" };
const NO_RESULTS: readonly IncomingResult[] = [];
const NO_ANNOUNCEMENTS: readonly Announcement[] = [];

export function createLiveResults(services: Services, queryClient: QueryClient): LiveResults {
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
    received: () => following?.store.received() ?? NO_RESULTS,
    status: () => following?.status() ?? STOPPED,
    announcements: () => following?.announcements.current() ?? NO_ANNOUNCEMENTS,
    answered: (result) => void following?.store.accept(result, "here"),
    retryNow: () => following?.retryNow(),
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
