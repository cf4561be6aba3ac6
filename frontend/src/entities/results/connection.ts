/** Connects the socket to the result store: requests what is missing, and polls if no socket can be opened. */
import { socketUrl } from "@numberplay/client/api/backend-origin";
import { type Api, answerOf } from "@numberplay/client/api/client";
import { SignedOutError } from "@numberplay/client/api/errors";
import type { PlayResult } from "@numberplay/client/api/types";
import type { Frame } from "@numberplay/client/realtime/frames";
import { createResume } from "@numberplay/client/realtime/resume";
import { GameSocket } from "@numberplay/client/realtime/socket";
import type { SocketCredentials, SocketStatus } from "@numberplay/client/realtime/socket-types";
import type { Timers } from "@numberplay/client/realtime/timers";
import type { Services, SessionEpoch } from "@/entities/session/services";
import type { Session } from "@numberplay/client/session/session";
import type { ResultStore } from "./result-store";
import { createPoll } from "./poll";

export type ConnectionStatus =
  | SocketStatus
  /** No socket can be opened; results are polled every few seconds. */
  | { phase: "polling" };

interface ConnectionOptions {
  services: Services;
  store: ResultStore;
  timers: Timers;
  onStatus: (status: ConnectionStatus) => void;
}

export interface Connection {
  retryNow: () => void;
  stop: () => void;
}

/** A single refused socket may be caused by a restart. */
const POLL_AFTER_UNANSWERED = 2;
const LARGEST_PAGE = 100;

export function openConnection({
  services,
  store,
  timers,
  onStatus,
}: ConnectionOptions): Connection {
  const { origin, session } = services;
  const epoch = services.epoch();
  let status: SocketStatus = { phase: "connecting" };
  const reportStatus = () => {
    onStatus(poll.isWorking() ? { phase: "polling" } : status);
  };
  const poll = createPoll({
    history: () => readNewest(epoch.player, store.position()),
    onRead: (newest) => {
      applyNewest(store, newest);
    },
    onChange: reportStatus,
    timers,
  });
  const resume = createResume(timers, () => {
    socket.resume();
  });
  const socket = new GameSocket({
    url: socketUrl(origin),
    credentials: socketCredentials(epoch, session, poll.read),
    position: store.position,
    onFrame: (frame) => {
      poll.stop();
      const isComplete = applyFrame(store, frame);
      if (!isComplete) resume.missing();
      else if (frame.type === "error") resume.refused(frame.retryAfterSeconds);
      else if (frame.type !== "authenticated") resume.complete();
    },
    onStatus: (next) => {
      status = next;
      if (next.phase !== "live") resume.stop();
      reportStatus();
    },
    onUnanswered: (times) => {
      if (times >= POLL_AFTER_UNANSWERED) poll.start();
    },
    onSignedOut: () => {
      if (!epoch.ended.aborted) session.end();
    },
    timers,
    random: Math.random,
  });
  return {
    retryNow() {
      poll.retryNow();
      socket.retryNow();
    },
    stop() {
      poll.stop();
      socket.stop();
    },
  };
}

/** Returns false if something is missing. */
function applyFrame(store: ResultStore, frame: Frame): boolean {
  switch (frame.type) {
    case "game_result":
      return store.accept(frame.result, "elsewhere");
    case "pong":
      return frame.seq <= store.position();
    case "resync":
      store.resync(frame.seq);
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

/** Newest first. Missing results before them are given up. */
function applyNewest(store: ResultStore, newest: readonly PlayResult[]) {
  const before = (newest.at(-1)?.seq ?? 0) - 1;
  if (before > store.position()) store.skipTo(before);
  for (const result of newest.toReversed()) store.accept(result, "elsewhere");
}

function socketCredentials(
  { credentials: { token, renew } }: SessionEpoch,
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

function nullIfSignedOut(error: unknown): null {
  if (error instanceof SignedOutError) return null;
  throw error;
}
