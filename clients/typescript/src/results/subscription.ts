/**
 * The player's results: every one once and in order, by whichever transport works.
 *
 * By WebSocket if possible. Otherwise by the event stream or by polling, until a WebSocket answers again.
 */
import { socketUrl } from "../api/backend-origin.ts";
import type { Api } from "../api/client.ts";
import type { PlayResult } from "../api/types.ts";
import type { Frame } from "../realtime/frames.ts";
import { createResume, type Resume } from "../realtime/resume.ts";
import { GameSocket } from "../realtime/socket.ts";
import type { SocketCredentials, SocketStatus } from "../realtime/socket-types.ts";
import type { Timers } from "../realtime/timers.ts";
import { createExpected } from "./expected.ts";
import { createFallback, type Fallback } from "./fallback.ts";
import { createInbox } from "./inbox.ts";
import { readMissed } from "./missed.ts";
import { createPoll } from "./poll.ts";
import type { SubscriptionStatus } from "./status.ts";
import {
  canShareStreams,
  type SharedStreamOptions,
  sharedStreamOf,
  type Sharing,
} from "./shared-stream.ts";
import { type OpenStream, streamOf } from "./stream.ts";

export interface SubscriptionOptions {
  origin: string;
  api: Api;
  credentials: Omit<SocketCredentials, "check">;
  sharing: Sharing;
  /** The results after it are new. */
  since: number;
  onResult: (result: PlayResult) => void;
  /**
   * The subscription continues after this result. Either too many were missed to send them one by one, or the server
   * was restored to an earlier state and the results after this one are lost.
   */
  onResync: (newestSeq: number) => void;
  onStatus: (status: SubscriptionStatus) => void;
  /** The server refuses even a new token. */
  onSignedOut: () => void;
  WebSocket?: typeof WebSocket | undefined;
  timers: Timers;
  random: () => number;
}

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
  const { origin, api, credentials, timers } = options;
  const inbox = createInbox(options);
  let socketStatus: SocketStatus = { phase: "connecting" };
  let retryAt = 0;
  let isFollowing = false;
  let isOver = false;

  const report = () => {
    if (!isOver) options.onStatus(statusOf(socketStatus, fallback, retryAt));
  };
  const poll = createPoll({
    read: () => readMissed(api, inbox),
    onRead: (succeeded) => fallback.polled(succeeded),
    timers,
  });
  const onSignedOut = () => {
    socket.stop();
    options.onSignedOut();
  };
  const fallback = createFallback({
    ...options,
    poll,
    openStream: openStreamOf({
      ...options,
      position: inbox.position,
      onSignedOut,
      onFollowing: (follows) => {
        isFollowing = follows;
      },
      onLeft: () => socket.retryNow(),
    }),
    onFrame: (frame) => {
      if (!inbox.apply(frame)) void poll.read();
    },
    onChange: report,
  });
  const resume = createResume(timers, () => socket.resume());
  let cancelDeadline = () => {};
  const socket = new GameSocket({
    ...options,
    url: socketUrl(origin),
    credentials: { ...credentials, check: poll.check },
    position: inbox.position,
    onFrame: (frame) => requestMissing(resume, frame, inbox.apply(frame)),
    onStatus: (next) => {
      socketStatus = next;
      cancelDeadline();
      if (next.phase !== "live") resume.stop();
      if (next.phase === "live" || next.phase === "stopped") fallback.stop();
      else cancelDeadline = timers.after(LIVE_WITHIN_MS, fallback.start);
      if (next.phase === "waiting") retryAt = next.retryAt;
      report();
    },
    isFollowing: () => isFollowing,
    onUnanswered: fallback.start,
    onSilence: fallback.start,
  });

  const expected = createExpected({
    ...options,
    position: inbox.position,
    onMissing() {
      void poll.read();
      socket.probe();
    },
  });

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

/** Without Web Locks, the tabs of a browser poll, because their streams could take all of its connections. */
function openStreamOf(
  options: SubscriptionOptions & Omit<SharedStreamOptions, "name" | "openStream">,
): OpenStream | null {
  const { sharing } = options;
  const openStream = streamOf(options);
  if (sharing === "none") return openStream;
  return canShareStreams() ? sharedStreamOf({ ...options, ...sharing, openStream }) : null;
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
