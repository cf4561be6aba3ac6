/**
 * Delivers each of the player's results once and in order, by any transport that works.
 *
 * It uses WebSocket if possible, and otherwise the event stream or polling until a WebSocket answers again.
 */
import type { SocketStatus } from "../realtime/socket-types.ts";
import { createExpected } from "./expected.ts";
import type { Fallback } from "./fallback.ts";
import { createInbox } from "./inbox.ts";
import { createOverHttp } from "./over-http.ts";
import { createOverSocket } from "./over-socket.ts";
import type { SubscriptionStatus } from "./status.ts";
import type { SubscriptionOptions } from "./subscription-options.ts";

export interface Subscription {
  /** Call it when the network may have changed. */
  retryNow: () => void;
  /** Call it when the server has confirmed a play, whose result is then expected soon in all tabs. */
  played: (seq: number) => void;
  stop: () => void;
}

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
  const overHttp = createOverHttp({
    ...options,
    inbox,
    onSignedOut,
    giveUpSocket: () => socket.giveUp(),
    onLeft: () => socket.retryNow(),
    onChange: report,
  });
  const { poll, fallback, trial } = overHttp;
  const socket = createOverSocket({
    ...options,
    inbox,
    overHttp,
    onStatus(next) {
      socketStatus = next;
      if (next.phase === "waiting") retryAt = next.retryAt;
      report();
    },
  });

  const onMissing = (seq: number) => {
    if (socketStatus.phase === "live") {
      socket.ask();
      trial.start(seq);
    } else void poll.read();
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

function statusOf(socket: SocketStatus, fallback: Fallback, retryAt: number): SubscriptionStatus {
  const transport = fallback.state();
  if (socket.phase === "stopped") return { state: "signed-out" };
  if (socket.phase === "live") return { state: "live", roundTripMs: socket.roundTripMs };
  if (transport === null) return { state: "connecting" };
  return transport === "down" ? { state: "offline", retryAt } : { state: "fallback", transport };
}
