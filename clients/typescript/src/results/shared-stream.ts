/**
 * One event stream for all tabs of a browser: over HTTP/1.1, a browser opens only six connections to an origin.
 *
 * The tab that holds a lock opens the stream, and forwards everything that arrives to the other tabs. When that tab is
 * closed, the next tab gets the lock and continues from its own position.
 */
import type { Frame } from "../realtime/frames.ts";
import type { Timers } from "../realtime/timers.ts";
import { BEGIN_WITHIN_MS, type OpenStream, SILENCE_MS, type StreamHandlers } from "./stream.ts";

type Message =
  /** A tab asks whether the stream is open. */
  | { type: "join" }
  /** Data has arrived on the stream. All results up to this seq had been delivered before. */
  | { type: "alive"; seq: number }
  | { type: "frame"; frame: Frame }
  /** The tab with the stream no longer needs it: its WebSocket works, or its subscription has ended. */
  | { type: "left" }
  | { type: "ended"; retryAfterMs: number };

/** How many of the newest results are sent to a tab that joins. */
const REPEATED = 50;

/** Tabs with the same name share a stream, so the name has to identify the player. Programs don't share streams. */
export type Sharing = "none" | { name: string };

export interface SharedStreamOptions {
  name: string;
  openStream: OpenStream;
  position: () => number;
  /** Called with whether this tab uses the stream of another tab, which then tries WebSocket on behalf of both. */
  onFollowing: (isFollowing: boolean) => void;
  /** Called when that tab has closed the stream, possibly because WebSocket works again. */
  onLeft: () => void;
  timers: Timers;
}

/** False on pages without Web Locks: on plain HTTP, except localhost. */
export function canShareStreams(): boolean {
  return typeof navigator !== "undefined" && "locks" in navigator;
}

export function sharedStreamOf(options: SharedStreamOptions): OpenStream {
  return (handlers) => {
    const tab = new Tab(options, handlers);
    return tab.leave;
  };
}

class Tab {
  readonly #options: SharedStreamOptions;
  readonly #handlers: StreamHandlers;
  readonly #channel: BroadcastChannel;
  readonly #leaving = new AbortController();
  #cancelDeadline = () => {};
  /** Whether this tab holds the lock and its stream has started. */
  #hasStream = false;
  #newest: Frame[] = [];

  constructor(options: SharedStreamOptions, handlers: StreamHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#channel = new BroadcastChannel(options.name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data);
    this.#expectMessage(BEGIN_WITHIN_MS);
    this.#send({ type: "join" });
    void this.#awaitTurn();
  }

  readonly leave = () => {
    if (this.#hasStream) this.#send({ type: "left" });
    this.#options.onFollowing(false);
    this.#cancelDeadline();
    this.#leaving.abort();
    this.#channel.close();
  };

  async #awaitTurn() {
    const { signal } = this.#leaving;
    const holdLock = () =>
      new Promise<void>((release) => {
        signal.addEventListener("abort", () => release());
        this.#open();
      });
    // The request is rejected if this tab leaves before its turn.
    await navigator.locks.request(this.#options.name, { signal }, holdLock).catch(() => {});
  }

  #open() {
    const { openStream, position } = this.#options;
    const { onAlive, onFrame } = this.#handlers;
    this.#options.onFollowing(false);
    this.#cancelDeadline();
    const close = openStream({
      onAlive: () => {
        this.#hasStream = true;
        this.#send({ type: "alive", seq: position() });
        onAlive();
      },
      onFrame: (frame) => {
        this.#remember(frame);
        this.#send({ type: "frame", frame });
        onFrame(frame);
      },
      onEnd: (retryAfterMs) => {
        this.#send({ type: "ended", retryAfterMs });
        this.#end(retryAfterMs);
      },
    });
    this.#leaving.signal.addEventListener("abort", close);
  }

  #receive(message: Message) {
    if (message.type === "join") {
      if (this.#hasStream) this.#welcome();
      return;
    }
    if (message.type === "ended") {
      this.#end(message.retryAfterMs);
      return;
    }
    if (message.type === "left") {
      this.#options.onLeft();
      return;
    }
    this.#options.onFollowing(true);
    this.#expectMessage(SILENCE_MS);
    if (message.type === "frame") this.#handlers.onFrame(message.frame);
    else {
      this.#handlers.onAlive();
      // Reveals the results that this tab missed before it joined.
      this.#handlers.onFrame({ type: "pong", seq: message.seq });
    }
  }

  #remember(frame: Frame) {
    if (frame.type === "resync") this.#newest = [];
    else this.#newest = [...this.#newest, frame].slice(-REPEATED);
  }

  /** The other tabs ignore the results that they already have. */
  #welcome() {
    for (const frame of this.#newest) this.#send({ type: "frame", frame });
    this.#send({ type: "alive", seq: this.#options.position() });
  }

  #end(retryAfterMs: number) {
    this.leave();
    this.#handlers.onEnd(retryAfterMs);
  }

  #expectMessage(withinMs: number) {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#options.timers.after(withinMs, () => this.#end(0));
  }

  #send(message: Message) {
    if (!this.#leaving.signal.aborted) this.#channel.postMessage(message);
  }
}
