/**
 * The player's results: every one once and in order, by whichever transport works.
 *
 * By WebSocket if possible. Otherwise by the event stream or by polling, until a WebSocket answers again.
 */
import { socketUrl } from "../api/backend-origin.ts";
import type { Frame } from "../realtime/frames.ts";
import { createResume, type Resume } from "../realtime/resume.ts";
import { GameSocket } from "../realtime/socket.ts";
import type { SocketStatus } from "../realtime/socket-types.ts";
import { createExpected } from "./expected.ts";
import type { Fallback } from "./fallback.ts";
import { createInbox } from "./inbox.ts";
import { createOverHttp } from "./over-http.ts";
import type { SubscriptionStatus } from "./status.ts";
import type { SubscriptionOptions } from "./subscription-options.ts";

export interface Subscription {
  /** Call it when the network may have changed. */
  retryNow: () => void;
  /** Call it when the server has confirmed a play: its result must arrive soon, in all tabs. */
  played: (seq: number) => void;
  stop: () => void;
}

/** A WebSocket that takes longer to answer is complemented. */
const LIVE_WITHIN_MS = 4000;
/** A pong may be ahead of results that are on their way. */
const ON_THE_WAY_MS = 2000;

export function subscribe(options: SubscriptionOptions): Subscription {
  const inbox = createInbox(options);
  let socketStatus: SocketStatus = { phase: "connecting" };
  let retryAt = 0;
  let isOver = false;

  const report = () => {
    if (!isOver) options.onStatus(statusOf(socketStatus, fallback, retryAt));
  };
  const onSignedOut = () => {
    socket.stop();
    options.onSignedOut();
  };
  const { poll, fallback, isFollowing } = createOverHttp({
    ...options,
    inbox,
    onSignedOut,
    onLeft: () => socket.retryNow(),
    onChange: report,
  });
  const resume = createResume(options.timers, () => socket.resume());
  let cancelDeadline = () => {};
  const socket = new GameSocket({
    ...options,
    url: socketUrl(options.origin),
    credentials: { ...options.credentials, check: poll.check },
    position: inbox.position,
    onFrame: (frame) => requestMissing(resume, frame, inbox.apply(frame)),
    onStatus: (next) => {
      socketStatus = next;
      cancelDeadline();
      if (next.phase !== "live") resume.stop();
      if (next.phase === "live" || next.phase === "stopped") fallback.stop();
      else cancelDeadline = options.timers.after(LIVE_WITHIN_MS, fallback.start);
      if (next.phase === "waiting") retryAt = next.retryAt;
      report();
    },
    isFollowing,
    onUnanswered: fallback.start,
    onSilence: fallback.start,
  });

  const onMissing = () => {
    void poll.read();
    socket.probe();
  };
  const expected = createExpected({ ...options, position: inbox.position, onMissing });

  return {
    played: expected.add,
    retryNow() {
      fallback.retryNow();
      socket.retryNow();
    },
    stop() {
      isOver = true;
      expected.close();
      inbox.close();
      fallback.stop();
      socket.stop();
    },
  };
}

function requestMissing(resume: Resume, frame: Frame, isComplete: boolean) {
  if (!isComplete) resume.missing(frame.type === "pong" ? ON_THE_WAY_MS : 0);
  else if (frame.type === "error") resume.refused(frame.retryAfterSeconds);
  else if (frame.type !== "authenticated") resume.complete();
}

function statusOf(socket: SocketStatus, fallback: Fallback, retryAt: number): SubscriptionStatus {
  const transport = fallback.state();
  if (socket.phase === "stopped") return { state: "signed-out" };
  if (socket.phase === "live") return { state: "live", roundTripMs: socket.roundTripMs };
  if (transport === null) return { state: "connecting" };
  return transport === "down" ? { state: "offline", retryAt } : { state: "fallback", transport };
}
