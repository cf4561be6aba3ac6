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
  // Whether the missing results were asked for and are on their way. A pong comes seldom enough to ask again.
  let isResuming = false;
  const socket = new GameSocket({
    url: socketUrl(origin),
    credentials: socketCredentials(session),
    position: feed.position,
    onFrame: (frame) => {
      const isComplete = takeFrame(feed, frame);
      if (!isComplete && (!isResuming || frame.type === "pong")) {
        isResuming = true;
        socket.resume();
      } else if (isComplete && endsResume(frame)) isResuming = false;
    },
    onStatus: (status) => {
      if (status.phase !== "live") isResuming = false;
      onStatus(status);
    },
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

/** Of frames after which nothing is missing; and a refusal may have been that of the question. */
function endsResume({ type }: Frame): boolean {
  return type === "game_result" || type === "resync" || type === "error";
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
