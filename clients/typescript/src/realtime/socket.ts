/**
 * The player's socket: it stays connected by itself and says how it is.
 *
 * partysocket makes one connection after another; `Attempts` decides when, and with which token.
 */
import ReconnectingWebSocket from "partysocket/ws";
import { Attempts } from "./attempts";
import { createExtension, type Extension } from "./extension";
import { type Frame, readFrame } from "./frames";
import { createHeartbeat, type Heartbeat } from "./heartbeat";
import type { SocketCredentials, SocketStatus } from "./socket-types";
import type { Timers } from "./timers";

const PROTOCOL = "numberplay.v1";
const HANDSHAKE_DEADLINE_MS = 10_000;

interface GameSocketParts {
  url: string;
  credentials: SocketCredentials;
  /** The newest `seq` up to which everything is known. */
  position: () => number;
  onFrame: (frame: Frame) => void;
  onStatus: (status: SocketStatus) => void;
  /** How many connections in a row have ended before anything was heard. */
  onUnanswered: (times: number) => void;
  /** The server says "signed out" even to a new token. */
  onSignedOut: () => void;
  timers: Timers;
  chance: () => number;
  WebSocket?: typeof WebSocket;
}

export class GameSocket {
  readonly #parts: GameSocketParts;
  readonly #attempts: Attempts;
  readonly #heartbeat: Heartbeat;
  readonly #extension: Extension;
  readonly #socket: ReconnectingWebSocket;
  #token: Promise<string | null> = Promise.resolve(null);
  #isOpen = false;
  #isStopped = false;

  constructor(parts: GameSocketParts) {
    this.#parts = parts;
    this.#attempts = new Attempts(parts);
    this.#heartbeat = this.#createHeartbeat();
    this.#extension = this.#createExtension();
    this.#socket = this.#connect();
  }

  /** Asks for what is missing after the known position. */
  readonly resume = () => {
    this.#send({ type: "resume", since: this.#parts.position() });
  };

  /** Something may have changed: tries at once, or makes sure that the connection still lives. */
  readonly nudge = () => {
    if (this.#isOpen) this.#heartbeat.start();
    else this.#attempts.hurry();
  };

  readonly stop = () => {
    this.#isStopped = true;
    this.#attempts.end();
    this.#socket.close();
    this.#rest();
    this.#parts.onStatus({ phase: "stopped" });
  };

  #connect(): ReconnectingWebSocket {
    const socket = new ReconnectingWebSocket(this.#nextUrl, this.#nextProtocols, {
      minReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      connectionTimeout: HANDSHAKE_DEADLINE_MS,
      // What could not be sent is not sent late: a new connection says what it needs.
      maxEnqueuedMessages: 0,
      ...(this.#parts.WebSocket && { WebSocket: this.#parts.WebSocket }),
    });
    socket.addEventListener("open", this.#handleOpen);
    socket.addEventListener("close", this.#handleClose);
    socket.addEventListener("message", this.#handleMessage);
    return socket;
  }

  /** partysocket asks for the address first, so the wait for the turn is here. */
  readonly #nextUrl = async () => {
    this.#token = this.#attempts.next();
    if ((await this.#token) === null && !this.#isStopped) this.stop();
    return `${this.#parts.url}?since=${String(this.#parts.position())}`;
  };

  readonly #nextProtocols = async () => [PROTOCOL, `bearer.${(await this.#token) ?? ""}`];

  readonly #handleOpen = () => {
    this.#isOpen = true;
    this.#attempts.opened();
    this.#parts.onStatus({ phase: "live", roundTripMs: null });
    this.#heartbeat.start();
    this.#extension.start();
  };

  readonly #handleClose = ({ code }: { code: number }) => {
    const wasOpen = this.#isOpen;
    this.#rest();
    if (this.#isStopped || this.#attempts.closed(code, wasOpen)) return;
    this.stop();
    this.#parts.onSignedOut();
  };

  readonly #handleMessage = ({ data }: { data: unknown }) => {
    const frame = readFrame(data);
    if (frame === null) return;
    if (frame.type === "pong") {
      this.#attempts.answered();
      this.#heartbeat.pong();
    }
    this.#parts.onFrame(frame);
  };

  #createHeartbeat(): Heartbeat {
    return createHeartbeat({
      timers: this.#parts.timers,
      ping: () => this.#send({ type: "ping" }),
      onRoundTrip: (roundTripMs) => this.#parts.onStatus({ phase: "live", roundTripMs }),
      onSilence: () => this.#socket.reconnect(),
    });
  }

  #createExtension(): Extension {
    const { credentials, timers } = this.#parts;
    const send = (token: string) => {
      this.#attempts.extendedBy(token);
      this.#send({ type: "auth", token });
    };
    return createExtension({ credentials, timers, send });
  }

  #send(frame: object) {
    if (this.#isOpen) this.#socket.send(JSON.stringify(frame));
  }

  #rest() {
    this.#isOpen = false;
    this.#heartbeat.stop();
    this.#extension.stop();
  }
}
