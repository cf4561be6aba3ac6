import { ApiError } from "@numberplay/client/api/errors";

const TICK_MS = 250;

const countdowns = new WeakMap<ApiError, Countdown>();

/** Counts down the seconds that the backend requires a client to wait. All subscribers see the same value. */
class Countdown {
  #left: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #endsAt: number;
  readonly #followers = new Set<() => void>();

  constructor(readonly asked: number) {
    this.#left = asked;
    this.#endsAt = performance.now() + asked * 1000;
  }

  readonly left = () => this.#left;

  readonly follow = (follower: () => void) => {
    this.#followers.add(follower);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size === 0) this.#stop();
    };
  };

  #tick() {
    const left = Math.max(0, Math.ceil((this.#endsAt - performance.now()) / 1000));
    if (left === 0) this.#stop();
    if (left === this.#left) return;
    this.#left = left;
    for (const follower of this.#followers) follower();
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** Returns the countdown of an error, which starts when the error is first shown. */
export function countdownOf(error: unknown): Countdown | null {
  if (!(error instanceof ApiError) || error.status !== 429) return null;
  const begun = countdowns.get(error) ?? new Countdown(error.retryAfterSeconds ?? 0);
  countdowns.set(error, begun);
  return begun;
}
