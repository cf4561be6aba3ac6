/**
 * When to try the next connection, and with which token.
 *
 * A refused handshake says nothing to a browser (1006): the token may be invalid, or a proxy lets no
 * socket through. So the backend is asked over HTTP, and only a token that it refuses is renewed.
 */
import { backoffMs } from "./backoff";
import { CLOSED_SIGNED_OUT, failureWeight } from "./close-codes";
import { createCancellableDelay } from "./cancellable-delay";
import type { SocketCredentials, SocketStatus } from "./socket-types";
import type { Timers } from "./timers";

interface AttemptsOptions {
  credentials: SocketCredentials;
  timers: Timers;
  random: () => number;
  onStatus: (status: SocketStatus) => void;
  /** How many connections in a row have ended before the first pong. */
  onUnanswered: (times: number) => void;
}

export class Attempts {
  readonly #options: AttemptsOptions;
  readonly #delay;
  #failures = 0;
  #refusals = 0;
  #unanswered = 0;
  #isAnswered = false;
  #needsCheck = false;
  #token: string | null = null;
  #refused: string | null = null;
  #isOver = false;

  constructor(options: AttemptsOptions) {
    this.#options = options;
    this.#delay = createCancellableDelay(options.timers);
  }

  /** Resolves when its turn has come, with the token for it; null when there is to be no more. */
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

  /** The socket has been handed another token since it opened. */
  tokenRenewed(token: string) {
    this.#token = token;
  }

  opened() {
    this.#refused = null;
    this.#needsCheck = false;
    this.#isAnswered = false;
  }

  /** Only an answer proves that a connection is good: an open one may be closed again at once. */
  answered() {
    this.#failures = 0;
    this.#refusals = 0;
    this.#unanswered = 0;
    this.#isAnswered = true;
  }

  /** False when the server has refused a new token as well, so that another try would be a loop. */
  closed(code: number, wasOpen: boolean): boolean {
    this.#failures += failureWeight(code);
    this.#needsCheck = !wasOpen;
    if (code === CLOSED_SIGNED_OUT) {
      this.#refused = this.#token;
      this.#refusals += 1;
    } else if (!wasOpen || !this.#isAnswered) {
      this.#unanswered += 1;
      this.#options.onUnanswered(this.#unanswered);
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
    if (this.#failures === 0 || this.#isOver) return;
    const { timers, random, onStatus } = this.#options;
    const delay = backoffMs(this.#failures - 1, random());
    onStatus({ phase: "waiting", retryAt: timers.now() + delay });
    await this.#delay.wait(delay);
  }

  async #findToken(): Promise<string | null> {
    const { credentials } = this.#options;
    if (this.#refused !== null) return credentials.renew(this.#refused);
    if (this.#needsCheck) await credentials.check();
    return credentials.token();
  }
}
