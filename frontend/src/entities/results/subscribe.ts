/** Connects the client's subscription to the session and to the result store. */
import type { Timers } from "@numberplay/client/realtime/timers";
import type { SubscriptionStatus } from "@numberplay/client/results/status";
import { type Subscription, subscribe } from "@numberplay/client/results/subscription";
import { socketCredentials } from "@numberplay/client/results/credentials";
import type { Session } from "@numberplay/client/session/session";
import type { Services } from "@/entities/session/services";
import type { ResultStore } from "./result-store";

interface SubscriptionParts {
  services: Services;
  store: ResultStore;
  timers: Timers;
  onStatus: (status: SubscriptionStatus) => void;
}

export function subscribeTo({
  services,
  store,
  timers,
  onStatus,
}: SubscriptionParts): Subscription {
  const { origin, session } = services;
  const epoch = services.epoch();
  return subscribe({
    origin,
    api: epoch.player,
    credentials: socketCredentials(session, epoch.credentials),
    sharing: { name: `numberplay.results.${playerOf(session)}` },
    since: store.position(),
    onResult: (result) => {
      store.accept(result, "elsewhere");
    },
    onResync: store.resync,
    onStatus,
    onSignedOut: () => {
      if (!epoch.ended.aborted) session.end();
    },
    timers,
    random: Math.random,
  });
}

/** Tabs with different players must not share results. */
function playerOf(session: Session): string {
  const state = session.read();
  return state.status === "signed-in" ? state.access.player : "";
}
