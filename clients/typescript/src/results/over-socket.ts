/** The WebSocket of a subscription. While it works, no other transport is used. */
import { socketUrl } from "../api/backend-origin.ts";
import type { Frame } from "../realtime/frames.ts";
import { createResume, type Resume } from "../realtime/resume.ts";
import { GameSocket } from "../realtime/socket.ts";
import type { SocketStatus } from "../realtime/socket-types.ts";
import type { Inbox } from "./inbox.ts";
import type { OverHttp } from "./over-http.ts";
import type { SubscriptionOptions } from "./subscription-options.ts";

/** If a WebSocket takes longer to answer, another transport is used alongside it. */
const LIVE_WITHIN_MS = 4000;
/** A pong may arrive before results that have already been sent. */
const ON_THE_WAY_MS = 2000;

interface OverSocket extends Pick<GameSocket, "retryNow" | "giveUp" | "stop"> {
  /** Call it when a result is missing. */
  ask: () => void;
}

interface OverSocketOptions extends Omit<SubscriptionOptions, "onStatus"> {
  inbox: Inbox;
  overHttp: OverHttp;
  onStatus: (status: SocketStatus) => void;
}

export function createOverSocket(options: OverSocketOptions): OverSocket {
  const { inbox, overHttp, timers } = options;
  const { poll, fallback, trial, isFollowing } = overHttp;
  let cancelDeadline = () => {};

  function onStatus(next: SocketStatus) {
    options.onStatus(next);
    cancelDeadline();
    if (next.phase !== "live") {
      resume.stop();
      trial.stop();
    }
    if (next.phase === "live" || next.phase === "stopped") fallback.stop();
    else cancelDeadline = timers.after(LIVE_WITHIN_MS, fallback.start);
  }

  const resume = createResume(timers, () => socket.resume());
  const socket = new GameSocket({
    ...options,
    url: socketUrl(options.origin),
    credentials: { ...options.credentials, check: poll.check },
    position: inbox.position,
    onFrame(frame) {
      trial.socketWorks();
      requestMissing(resume, frame, inbox.apply(frame));
    },
    onStatus,
    isFollowing,
    onUnanswered: fallback.start,
    onSilence: fallback.start,
  });
  const { retryNow, giveUp, stop } = socket;
  const ask = () => {
    resume.missing();
    socket.probe();
  };
  return { ask, retryNow, giveUp, stop };
}

function requestMissing(resume: Resume, frame: Frame, isComplete: boolean) {
  if (!isComplete) resume.missing(frame.type === "pong" ? ON_THE_WAY_MS : 0);
  else if (frame.type === "error") resume.refused(frame.retryAfterSeconds);
  else if (frame.type !== "authenticated") resume.complete();
}
