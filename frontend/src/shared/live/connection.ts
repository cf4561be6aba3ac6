/** Ties the socket to the feed: frames become results, holes become questions. */
import { SignedOut } from "@/shared/api/problem";
import { socketUrl } from "@/shared/api/backend-origin";
import type { Frame } from "@/shared/realtime/frames";
import { GameSocket, type SocketCredentials, type SocketStatus } from "@/shared/realtime/socket";
import { browserTimers } from "@/shared/realtime/timers";
import type { Services } from "@/shared/runtime/services";
import type { Session } from "@/shared/session/session";
import type { Feed } from "./feed";

export function openConnection(
  { origin, session }: Services,
  feed: Feed,
  onStatus: (status: SocketStatus) => void,
): GameSocket {
  const socket = new GameSocket({
    url: socketUrl(origin),
    credentials: socketCredentials(session),
    position: feed.position,
    onFrame: (frame) => {
      if (!takeFrame(feed, frame)) socket.resume();
    },
    onStatus,
    onSignedOut: session.end,
    timers: browserTimers,
    chance: Math.random,
  });
  return socket;
}

/** False tells that something is missing. */
function takeFrame(feed: Feed, frame: Frame): boolean {
  switch (frame.type) {
    case "game_result":
      return feed.accept(frame.result, "elsewhere");
    case "pong":
      return frame.seq <= feed.position();
    case "resync":
      feed.resync(frame.seq);
      return true;
    default:
      return true;
  }
}

function socketCredentials(session: Session): SocketCredentials {
  return {
    token: (freshForMs) => session.token(freshForMs).catch(nullIfSignedOut),
    renew: (refused) => session.renew(refused).catch(nullIfSignedOut),
    expiresAt() {
      const state = session.read();
      return state.status === "signed-in" ? state.access.expiresAt : 0;
    },
  };
}

function nullIfSignedOut(problem: unknown): null {
  if (problem instanceof SignedOut) return null;
  throw problem;
}
