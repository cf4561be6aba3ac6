/**
 * The player's socket: it stays connected by itself and says how it is.
 *
 * partysocket makes one connection after another; `Attempts` decides when, and with which token.
 */
import ReconnectingWebSocket from "partysocket/ws";
import { Attempts } from "./attempts";
import { createTokenRenewal, type TokenRenewal } from "./token-renewal";
import { type Frame, readFrame } from "./frames";
import { createHeartbeat, type Heartbeat } from "./heartbeat";
import type { SocketCredentials, SocketStatus } from "./socket-types";
import type { Timers } from "./timers";

const PROTOCOL = "numberplay.v1";
const HANDSHAKE_DEADLINE_MS = 10_000;

interface GameSocketOptions {
  url: string;
  credentials: SocketCredentials;
  /** The newest `seq` up to which everything is known. */
  position: () => number;
  onFrame: (frame: Frame) => void;
  onStatus: (status: SocketStatus) => void;
  /** How many connections in a row have ended before the first pong. */
  onUnanswered: (times: number) => void;
  /** The server says "signed out" even to a new token. */
  onSignedOut: () => void;
  timers: Timers;
  random: () => number;
  WebSocket?: typeof WebSocket;
}

export class GameSocket {
  readonly #options: GameSocketOptions;
  readonly #attempts: Attempts;
  readonly #heartbeat: Heartbeat;
  readonly #tokenRenewal: TokenRenewal;
  readonly #socket: ReconnectingWebSocket;
  #token: Promise<string | null> = Promise.resolve(null);
  #isOpen = false;
  #isStopped = false;

  constructor(options: GameSocketOptions) {
    this.#options = options;
    this.#attempts = new Attempts(options);
    this.#heartbeat = this.#createHeartbeat();
    this.#tokenRenewal = this.#createTokenRenewal();
    this.#socket = this.#connect();
  }

  /** Asks for what is missing after the known position. */
  readonly resume = () => {
    this.#send({ type: "resume", since: this.#options.position() });
  };

  /** Something may have changed: tries at once, or makes sure that the connection still lives. */
  readonly retryNow = () => {
    if (this.#isOpen) this.#heartbeat.start();
    else this.#attempts.retryNow();
  };

  readonly stop = () => {
    this.#isStopped = true;
    this.#attempts.end();
    this.#socket.close();
    this.#rest();
    this.#options.onStatus({ phase: "stopped" });
  };

  #connect(): ReconnectingWebSocket {
    const socket = new ReconnectingWebSocket(this.#nextUrl, this.#nextProtocols, {
      minReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      connectionTimeout: HANDSHAKE_DEADLINE_MS,
      // What could not be sent is not sent late: a new connection says what it needs.
      maxEnqueuedMessages: 0,
      ...(this.#options.WebSocket && { WebSocket: this.#options.WebSocket }),
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
    return `${this.#options.url}?since=${String(this.#options.position())}`;
  };

  readonly #nextProtocols = async () => [PROTOCOL, `bearer.${(await this.#token) ?? ""}`];

  readonly #handleOpen = () => {
    this.#isOpen = true;
    this.#attempts.opened();
    this.#options.onStatus({ phase: "live", roundTripMs: null });
    this.#heartbeat.start();
    this.#tokenRenewal.start();
  };

  readonly #handleClose = ({ code }: { code: number }) => {
    const wasOpen = this.#isOpen;
    this.#rest();
    if (this.#isStopped || this.#attempts.closed(code, wasOpen)) return;
    this.stop();
    this.#options.onSignedOut();
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
      onSilence: () => this.#socket.reconnect(),
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
    if (this.#isOpen) this.#socket.send(JSON.stringify(frame));
  }

  #rest() {
    this.#isOpen = false;
    this.#heartbeat.stop();
    this.#tokenRenewal.stop();
  }
}
