"use client";

import { useEffect, useState } from "react";
import type { SocketStatus } from "@/shared/realtime/socket";
import { useServices } from "@/shared/runtime/services-context";
import type { Feed } from "./feed";
import { goLive } from "./live";

/** Keeps the socket open while the page shows, and tells how it is. */
export function useLive(feed: Feed): SocketStatus {
  const services = useServices();
  const [status, setStatus] = useState<SocketStatus>({ phase: "connecting" });
  useEffect(() => {
    const socket = goLive(services, feed, setStatus);
    const ignoreEvents = onReturn(socket.nudge);
    return () => {
      ignoreEvents();
      socket.stop();
    };
  }, [services, feed]);
  return status;
}

/** When the network or the player comes back, waiting is over. */
function onReturn(act: () => void): () => void {
  const whenShown = () => {
    if (document.visibilityState === "visible") act();
  };
  window.addEventListener("online", act);
  document.addEventListener("visibilitychange", whenShown);
  return () => {
    window.removeEventListener("online", act);
    document.removeEventListener("visibilitychange", whenShown);
  };
}
