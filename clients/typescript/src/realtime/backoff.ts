/** How long to wait before the next attempt. Half of it is random, to spread the players after a restart. */

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** `attempt` counts consecutive failures from 0; `chance` is from 0 up to 1. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round((ceiling / 2) * (1 + random));
}
