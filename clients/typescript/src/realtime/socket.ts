/**
 * The player's socket. It reconnects automatically and reports its status.
 *
 * `Attempts` decides when it connects, and with which token.
 */
import { Attempts } from "./attempts.ts";
import { createTokenRenewal, type TokenRenewal } from "./token-renewal.ts";
import { type Frame, readFrame } from "./frames.ts";
import { createHeartbeat, type Heartbeat } from "./heartbeat.ts";
import type { SocketCredentials, SocketStatus } from "./socket-types.ts";
import type { Timers } from "./timers.ts";

const PROTOCOL = "numberplay.v1";
const HANDSHAKE_DEADLINE_MS = 10_000;

interface GameSocketOptions {
  url: string;
  credentials: SocketCredentials;
  /** The newest `seq` up to which all results are known. */
  position: () => number;
  onFrame: (frame: Frame) => void;
  onStatus: (status: SocketStatus) => void;
  /** Whether another tab is trying WebSocket on behalf of this one, and will cause a call to `retryNow`. */
  isFollowing: () => boolean;
  /** Called when a connection has ended before its first pong. */
  onUnanswered: () => void;
  /** Called when an open connection no longer answers. */
  onSilence: () => void;
  /** Called when the server has rejected even a new token. */
  onSignedOut: () => void;
  /** The class to use where there is no global `WebSocket`. */
  WebSocket?: typeof WebSocket | undefined;
  timers: Timers;
  random: () => number;
}

export class GameSocket {
  readonly #options: GameSocketOptions;
  readonly #attempts: Attempts;
  readonly #heartbeat: Heartbeat;
  readonly #tokenRenewal: TokenRenewal;
  #socket: WebSocket | null = null;
  #listening = new AbortController();
  #cancelDeadline = () => {};
  #isOpen = false;
  #isStopped = false;

  constructor(options: GameSocketOptions) {
    this.#options = options;
    this.#attempts = new Attempts(options);
    this.#heartbeat = this.#createHeartbeat();
    this.#tokenRenewal = this.#createTokenRenewal();
    void this.#connect();
  }

  /** Requests all results after the known position. */
  readonly resume = () => {
    this.#send({ type: "resume", since: this.#options.position() });
  };

  /** Call it when the network may have changed: connects immediately, or checks that the connection still works. */
  readonly retryNow = () => {
    if (this.#isOpen) this.#heartbeat.start();
    else this.#attempts.retryNow();
  };

  /** Call it when an expected result is missing: checks immediately that the connection still works. */
  readonly probe = () => {
    if (this.#isOpen) this.#heartbeat.probe();
  };

  /** Call it when another transport has delivered a result that is missing here: the connection counts as dead. */
  readonly giveUp = () => {
    if (this.#isOpen) this.#silent();
  };

  readonly stop = () => {
    this.#isStopped = true;
    this.#attempts.end();
    this.#disconnect();
    this.#options.onStatus({ phase: "stopped" });
  };

  async #connect() {
    const token = await this.#attempts.next();
    if (this.#isStopped) return;
    if (token === null) {
      this.stop();
      return;
    }
    const { url, position, timers } = this.#options;
    const address = `${url}?since=${String(position())}`;
    const socket = this.#open(address, [PROTOCOL, `bearer.${token}`]);
    this.#socket = socket;
    if (socket === null) {
      this.#replace();
      return;
    }
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // The `ws` package doesn't support `signal`.
    const listen = <T extends keyof WebSocketEventMap>(
      type: T,
      handle: (event: WebSocketEventMap[T]) => void,
    ) => {
      socket.addEventListener(type, (event) => {
        if (!signal.aborted) handle(event);
      });
    };
    listen("open", this.#handleOpen);
    listen("close", this.#handleClose);
    // If a content security policy blocks the socket, Chromium only fires this event.
    listen("error", this.#replace);
    listen("message", this.#handleMessage);
    this.#cancelDeadline = timers.after(HANDSHAKE_DEADLINE_MS, this.#replace);
  }

  readonly #handleOpen = () => {
    this.#cancelDeadline();
    this.#isOpen = true;
    this.#attempts.opened();
    this.#heartbeat.start();
    this.#tokenRenewal.start();
  };

  readonly #handleClose = ({ code }: { code: number }) => {
    const wasOpen = this.#isOpen;
    this.#disconnect();
    if (this.#attempts.closed(code, wasOpen)) void this.#connect();
    else {
      this.stop();
      this.#options.onSignedOut();
    }
  };

  /** For a connection that failed or doesn't respond. Its close event could take minutes, or never fire. */
  readonly #replace = () => this.#handleClose({ code: 1006 });

  readonly #silent = () => {
    this.#options.onSilence();
    this.#replace();
  };

  readonly #handleMessage = ({ data }: { data: unknown }) => {
    const frame = readFrame(data);
    if (frame === null) return;
    if (frame.type === "pong") {
      this.#attempts.answered();
      this.#heartbeat.pong();
    }
    this.#options.onFrame(frame);
  };

  #createHeartbeat(): Heartbeat {
    return createHeartbeat({
      timers: this.#options.timers,
      ping: () => this.#send({ type: "ping" }),
      onRoundTrip: (roundTripMs) => this.#options.onStatus({ phase: "live", roundTripMs }),
      onSilence: this.#silent,
    });
  }

  #createTokenRenewal(): TokenRenewal {
    const { credentials, timers } = this.#options;
    const send = (token: string) => {
      this.#attempts.tokenRenewed(token);
      this.#send({ type: "auth", token });
    };
    return createTokenRenewal({ credentials, timers, send });
  }

  #send(frame: object) {
    if (this.#isOpen) this.#socket?.send(JSON.stringify(frame));
  }

  /** Returns null if there is no WebSocket (Node before 22) or a policy forbids it. */
  #open(address: string, protocols: string[]): WebSocket | null {
    try {
      return new (this.#options.WebSocket ?? WebSocket)(address, protocols);
    } catch {
      return null;
    }
  }

  #disconnect() {
    this.#isOpen = false;
    this.#cancelDeadline();
    this.#heartbeat.stop();
    this.#tokenRenewal.stop();
    this.#listening.abort();
    this.#socket?.close(1000);
  }
}
