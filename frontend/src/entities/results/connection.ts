/** Ties the socket to the feed: frames become results, holes become questions, and a refused socket becomes a poll. */
import { socketUrl } from "@numberplay/client/api/backend-origin";
import { type Api, answerOf } from "@numberplay/client/api/client";
import { SignedOut } from "@numberplay/client/api/problem";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Frame } from "@numberplay/client/realtime/frames";
import { createResume } from "@numberplay/client/realtime/resume";
import { GameSocket } from "@numberplay/client/realtime/socket";
import type { SocketCredentials, SocketStatus } from "@numberplay/client/realtime/socket-types";
import type { Timers } from "@numberplay/client/realtime/timers";
import type { Services, Visit } from "@/entities/session/services";
import type { Session } from "@numberplay/client/session/session";
import type { Feed } from "./feed";
import { createPoll } from "./poll";

export type LiveStatus =
  | SocketStatus
  /** No socket comes through; results are read every few seconds. */
  | { phase: "polling" };

interface ConnectionParts {
  services: Services;
  feed: Feed;
  timers: Timers;
  onStatus: (status: LiveStatus) => void;
}

export interface Connection {
  nudge: () => void;
  stop: () => void;
}

/** One refused socket may be a restart. */
const POLL_AFTER_UNANSWERED = 2;
const LARGEST_PAGE = 100;

export function openConnection({ services, feed, timers, onStatus }: ConnectionParts): Connection {
  const { origin, session } = services;
  const visit = services.visit();
  let status: SocketStatus = { phase: "connecting" };
  const tell = () => {
    onStatus(poll.isWorking() ? { phase: "polling" } : status);
  };
  const poll = createPoll({
    history: () => readNewest(visit.player, feed.position()),
    onRead: (newest) => {
      takeNewest(feed, newest);
    },
    onChange: tell,
    timers,
  });
  const resume = createResume(timers, () => {
    socket.resume();
  });
  const socket = new GameSocket({
    url: socketUrl(origin),
    credentials: socketCredentials(visit, session, poll.read),
    position: feed.position,
    onFrame: (frame) => {
      poll.stop();
      const isComplete = takeFrame(feed, frame);
      if (!isComplete) resume.missing();
      else if (frame.type === "error") resume.refused(frame.retryAfterSeconds);
      else if (frame.type !== "authenticated") resume.complete();
    },
    onStatus: (next) => {
      status = next;
      if (next.phase !== "live") resume.stop();
      tell();
    },
    onUnanswered: (times) => {
      if (times >= POLL_AFTER_UNANSWERED) poll.start();
    },
    onSignedOut: () => {
      if (!visit.ended.aborted) session.end();
    },
    timers,
    chance: Math.random,
  });
  return {
    nudge() {
      poll.nudge();
      socket.nudge();
    },
    stop() {
      poll.stop();
      socket.stop();
    },
  };
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

/** The last three, or all that came after `position` if there were more, up to a page of them. */
async function readNewest(player: Api, position: number): Promise<readonly PlayResult[]> {
  const newest = await answerOf(player.GET("/api/game/history/"));
  const missed = (newest[0]?.seq ?? 0) - position;
  if (missed <= newest.length) return newest;
  const query = { page_size: Math.min(missed, LARGEST_PAGE) };
  return (await answerOf(player.GET("/api/game/results/", { params: { query } }))).results;
}

/** They come newest first. What is missing before them is given up. */
function takeNewest(feed: Feed, newest: readonly PlayResult[]) {
  const before = (newest.at(-1)?.seq ?? 0) - 1;
  if (before > feed.position()) feed.skipTo(before);
  for (const result of newest.toReversed()) feed.accept(result, "elsewhere");
}

function socketCredentials(
  { credentials: { token, renew } }: Visit,
  session: Session,
  check: () => Promise<void>,
): SocketCredentials {
  return {
    token: (freshForMs) => token(freshForMs).catch(nullIfSignedOut),
    renew: (refused) => renew(refused).catch(nullIfSignedOut),
    check,
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
