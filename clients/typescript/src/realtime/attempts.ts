/**
 * Decides when to try the next connection, and with which token.
 *
 * Browsers don't reveal why a handshake was refused (1006): the token may be invalid, or a proxy may block sockets. So
 * the token is tested over HTTP, and renewed only if it is rejected there.
 */
import { backoffMs } from "./backoff.ts";
import { CLOSED_SIGNED_OUT, failureWeight } from "./close-codes.ts";
import { createCancellableDelay } from "./cancellable-delay.ts";
import type { SocketCredentials, SocketStatus } from "./socket-types.ts";
import type { Timers } from "./timers.ts";

interface AttemptsOptions {
  credentials: SocketCredentials;
  timers: Timers;
  random: () => number;
  onStatus: (status: SocketStatus) => void;
  /** Whether another tab is trying WebSocket on behalf of this one. */
  isFollowing: () => boolean;
  /** Called when a connection has ended before its first pong. */
  onUnanswered: () => void;
}

export class Attempts {
  readonly #options: AttemptsOptions;
  readonly #delay;
  #failures = 0;
  #refusals = 0;
  #isAnswered = false;
  #needsCheck = false;
  #token: string | null = null;
  #refused: string | null = null;
  #isOver = false;

  constructor(options: AttemptsOptions) {
    this.#options = options;
    this.#delay = createCancellableDelay(options.timers);
  }

  /** Resolves with the token when the next attempt is due, or with null if there should be no more attempts. */
  async next(): Promise<string | null> {
    await this.#waitForTurn();
    if (this.#isOver) return null;
    this.#options.onStatus({ phase: "connecting" });
    try {
      this.#token = await this.#findToken();
      return this.#token;
    } catch {
      this.#failures += 1;
      return this.next();
    }
  }

  /** Call it when the open socket has been given another token. */
  tokenRenewed(token: string) {
    this.#token = token;
  }

  opened() {
    this.#refused = null;
    this.#needsCheck = false;
    this.#isAnswered = false;
  }

  /** Only a pong proves that a connection works, because it may be closed immediately after opening. */
  answered() {
    this.#failures = 0;
    this.#refusals = 0;
    this.#isAnswered = true;
  }

  /** Returns false if the server has also rejected a new token, because retrying would loop. */
  closed(code: number, wasOpen: boolean): boolean {
    this.#failures += failureWeight(code);
    this.#needsCheck = !wasOpen;
    if (code === CLOSED_SIGNED_OUT) {
      this.#refused = this.#token;
      this.#refusals += 1;
    } else if (!wasOpen || !this.#isAnswered) {
      this.#options.onUnanswered();
    }
    return this.#refusals < 2;
  }

  retryNow() {
    this.#delay.cancel();
  }

  end() {
    this.#isOver = true;
    this.#delay.cancel();
  }

  async #waitForTurn() {
    const { timers, random, onStatus, isFollowing } = this.#options;
    while (this.#failures > 0 && !this.#isOver) {
      const delay = backoffMs(this.#failures - 1, random());
      onStatus({ phase: "waiting", retryAt: timers.now() + delay });
      const isCutShort = await this.#delay.wait(delay);
      if (isCutShort || !isFollowing()) return;
      this.#failures += 1;
    }
  }

  async #findToken(): Promise<string | null> {
    const { credentials } = this.#options;
    if (this.#refused !== null) return credentials.renew(this.#refused);
    if (this.#needsCheck) await credentials.check();
    return credentials.token();
  }
}
