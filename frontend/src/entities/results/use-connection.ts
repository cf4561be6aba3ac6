"use client";

import { useSyncExternalStore } from "react";
import { useAudience, useSessionState } from "@/entities/session/services-context";
import * as text from "@/messages/connection";
import type { SubscriptionStatus } from "@numberplay/client/results/status";
import { useConnectionStatus } from "./live-results-context";

interface Connection {
  phase: "connecting" | "live" | "waiting" | "fallback" | "offline" | "signed-out";
  words: string;
  detail: string | null;
  /** When the next automatic attempt starts. */
  retryAt: number | null;
}

/** Null if there is no session to connect for, because nobody is or was signed in. */
export function useConnection(): Connection | null {
  const audience = useAudience();
  const session = useSessionState();
  const isOnline = useIsOnline();
  const status = useConnectionStatus();

  if (session.status === "signed-out" && session.reason === "elsewhere")
    return plain("signed-out", text.signedOutElsewhere);
  if (audience === "visitors") return null;
  if (!isOnline) return plain("offline", text.offline);
  return connectionOf(status);
}

function connectionOf(status: SubscriptionStatus): Connection {
  switch (status.state) {
    case "live":
      return {
        ...plain("live", text.live),
        detail: text.milliseconds({ ms: Math.round(status.roundTripMs) }),
      };
    case "offline":
      return { ...plain("waiting", text.reconnecting), retryAt: status.retryAt };
    case "fallback":
      return plain("fallback", status.transport === "stream" ? text.streaming : text.polling);
    default:
      return plain("connecting", text.connecting);
  }
}

const plain = (phase: Connection["phase"], words: string): Connection => ({
  phase,
  words,
  detail: null,
  retryAt: null,
});

export function useIsOnline(): boolean {
  return useSyncExternalStore(
    subscribeToNetwork,
    () => navigator.onLine,
    () => true,
  );
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
