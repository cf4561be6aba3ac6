/** The player's live results on this page: one subscription and one store for all components. */
import type { QueryClient } from "@tanstack/react-query";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Services } from "@/entities/session/services";
import type { SubscriptionStatus } from "@numberplay/client/results/status";
import type { IncomingResult } from "./result-store";
import { type Following, follow } from "./following";
import type { Announcement } from "./announcements";

export interface LiveResults {
  subscribe: (listener: () => void) => () => void;
  /** The newest results of this session epoch, in order of arrival. */
  received: () => readonly IncomingResult[];
  status: () => SubscriptionStatus;
  announcements: () => readonly Announcement[];
  /** Adds the result from the response to a play of this page. */
  answered: (result: PlayResult) => void;
  retryNow: () => void;
  /** Subscribes to the results after `start`. Returns a function that ends the subscription. */
  follow: (start: number) => () => void;
}

/** The state without a subscription, and on the server. */
export const NOTHING: {
  received: readonly IncomingResult[];
  status: SubscriptionStatus;
  announcements: readonly Announcement[];
} = { received: [], status: { state: "signed-out" }, announcements: [] };

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
    received: () => following?.store.received() ?? NOTHING.received,
    status: () => following?.status() ?? NOTHING.status,
    announcements: () => following?.announcements.current() ?? NOTHING.announcements,
    answered: (result) => following?.answered(result),
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
