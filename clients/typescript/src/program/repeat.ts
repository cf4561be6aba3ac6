/** Retries requests that fail temporarily. */
import { ApiError, NetworkError } from "../api/errors.ts";
import { backoffMs } from "../realtime/backoff.ts";
import { browserTimers } from "../realtime/timers.ts";

const TEMPORARY = new Set([408, 429, 502, 503, 504]);

export function isTemporary(error: unknown): boolean {
  return (
    error instanceof NetworkError || (error instanceof ApiError && TEMPORARY.has(error.status))
  );
}

/** Rejects with the last error if it isn't temporary, or if the next attempt would start after `withinMs`. */
export async function repeat<T>(
  attempt: () => Promise<T>,
  withinMs: number,
  mayRepeat = isTemporary,
): Promise<T> {
  const deadline = browserTimers.now() + withinMs;
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delay = Math.max(backoffMs(failures, Math.random()), retryAfterMsOf(error));
      if (!mayRepeat(error) || browserTimers.now() + delay > deadline) throw error;
      await new Promise<void>((resolve) => void browserTimers.after(delay, resolve));
    }
  }
}

function retryAfterMsOf(error: unknown): number {
  return error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
}
