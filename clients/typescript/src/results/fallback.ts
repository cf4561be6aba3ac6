/** The transports for a client whose WebSockets are blocked: the event stream, or polling while no stream is open. */
import { backoffMs } from "../realtime/backoff.ts";
import type { Timers } from "../realtime/timers.ts";
import type { Poll } from "./poll.ts";
import type { OpenStream, StreamHandlers } from "./stream.ts";

/** A stream that ends sooner counts as a failure, even if it had started: the server or a proxy can't keep it open. */
const LASTS_MS = 25_000;

export interface Fallback {
  start: () => void;
  stop: () => void;
  retryNow: () => void;
  /** Call it after each poll. */
  polled: (succeeded: boolean) => void;
  state: () => FallbackState;
}

/** The transport in use: `down` if even polling fails, and null until the first attempt has finished. */
type FallbackState = "stream" | "polling" | "down" | null;

interface FallbackOptions {
  poll: Poll;
  /** Null if the stream is disabled. */
  openStream: OpenStream | null;
  onFrame: StreamHandlers["onFrame"];
  onChange: () => void;
  timers: Timers;
  random: () => number;
}

export function createFallback(options: FallbackOptions): Fallback {
  const { poll, openStream, onFrame, onChange, timers, random } = options;
  let isStarted = false;
  let state: FallbackState = null;
  let aliveSince: number | null = null;
  let failures = 0;
  let close = () => {};
  let cancelRetry: (() => void) | null = null;

  function connect() {
    cancelRetry = null;
    if (openStream === null) poll.start();
    else close = openStream({ onAlive, onFrame, onEnd });
  }

  function become(next: FallbackState) {
    state = next;
    onChange();
  }

  function onAlive() {
    if (aliveSince !== null) return;
    aliveSince = timers.now();
    poll.stop();
    become("stream");
  }

  function onEnd(retryAfterMs: number) {
    const hasLasted = aliveSince !== null && timers.now() - aliveSince >= LASTS_MS;
    failures = hasLasted ? 1 : failures + 1;
    aliveSince = null;
    cancelRetry = timers.after(Math.max(backoffMs(failures, random()), retryAfterMs), connect);
    poll.start();
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      failures = 0;
      connect();
    },
    stop() {
      if (!isStarted) return;
      isStarted = false;
      aliveSince = null;
      close();
      cancelRetry?.();
      cancelRetry = null;
      poll.stop();
      become(null);
    },
    retryNow() {
      poll.retryNow();
      if (cancelRetry === null) return;
      cancelRetry();
      connect();
    },
    polled: (succeeded) => become(succeeded ? "polling" : "down"),
    state: () => state,
  };
}
