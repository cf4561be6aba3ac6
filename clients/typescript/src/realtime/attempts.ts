/**
 * When to try the next connection, and with which token.
 *
 * A refused handshake tells a browser nothing (1006): the token may be worth nothing any more, or a proxy lets no
 * socket through. So the backend is asked over HTTP, and only a token that it refuses is renewed.
 */
import { backoffMs } from "./backoff";
import { CLOSED_SIGNED_OUT, failuresMeant } from "./close-codes";
import { createPause } from "./pause";
import type { SocketCredentials, SocketStatus } from "./socket-types";
import type { Timers } from "./timers";

interface AttemptsParts {
  credentials: SocketCredentials;
  timers: Timers;
  chance: () => number;
  onStatus: (status: SocketStatus) => void;
  /** How many connections in a row have ended before anything was heard. */
  onUnanswered: (times: number) => void;
}

export class Attempts {
  readonly #parts: AttemptsParts;
  readonly #pause;
  #failures = 0;
  #refusals = 0;
  #unanswered = 0;
  #isAnswered = false;
  #isDoubtful = false;
  #token: string | null = null;
  #refused: string | null = null;
  #isOver = false;

  constructor(parts: AttemptsParts) {
    this.#parts = parts;
    this.#pause = createPause(parts.timers);
  }

  /** Resolves when its turn has come, with the token for it; null when there is to be no more. */
  async next(): Promise<string | null> {
    await this.#waitForTurn();
    if (this.#isOver) return null;
    this.#parts.onStatus({ phase: "connecting" });
    try {
      this.#token = await this.#findToken();
      return this.#token;
    } catch {
      this.#failures += 1;
      return this.next();
    }
  }

  /** The socket has been handed another token since it opened. */
  extendedBy(token: string) {
    this.#token = token;
  }

  opened() {
    this.#refused = null;
    this.#isDoubtful = false;
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
    this.#failures += failuresMeant(code);
    this.#isDoubtful = !wasOpen;
    if (code === CLOSED_SIGNED_OUT) {
      this.#refused = this.#token;
      this.#refusals += 1;
    } else if (!wasOpen || !this.#isAnswered) {
      this.#unanswered += 1;
      this.#parts.onUnanswered(this.#unanswered);
    }
    return this.#refusals < 2;
  }

  hurry() {
    this.#pause.end();
  }

  end() {
    this.#isOver = true;
    this.#pause.end();
  }

  async #waitForTurn() {
    if (this.#failures === 0 || this.#isOver) return;
    const { timers, chance, onStatus } = this.#parts;
    const delay = backoffMs(this.#failures - 1, chance());
    onStatus({ phase: "waiting", retryAt: timers.now() + delay });
    await this.#pause.wait(delay);
  }

  async #findToken(): Promise<string | null> {
    const { credentials } = this.#parts;
    if (this.#refused !== null) return credentials.renew(this.#refused);
    if (this.#isDoubtful) await credentials.check();
    return credentials.token();
  }
}
