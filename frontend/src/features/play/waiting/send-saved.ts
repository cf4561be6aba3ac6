/**
 * Sends saved plays, one at a time across all tabs of the browser, so that each is sent once and can be canceled until
 * then.
 */
import { ApiError, isOutcomeUnknown, SignedOutError } from "@numberplay/client/api/errors";
import type { PlayResult } from "@numberplay/client/api/types";
import { isWaiting, markRefused, removePlay, type SavedPlay, savedPlays } from "./saved-plays";

const LOCK = "numberplay.waiting-plays";
/** The delay after a lost response on a connection that seems to work. */
const RETRY_MS = 15_000;

interface SendOptions {
  player: string;
  send: (play: SavedPlay) => Promise<PlayResult>;
  onResult: (result: PlayResult) => void;
}

/** Returns how long to wait before sending the rest, or null if no plays are left to send. */
export async function sendSaved(options: SendOptions): Promise<number | null> {
  for (;;) {
    const done = await inTurn(() => sendOldest(options));
    if (done !== "sent") return done;
  }
}

/** Waits until any play that is being sent is answered. */
export const cancelPlay = (play: SavedPlay) =>
  inTurn(() => {
    removePlay(play);
    return Promise.resolve();
  });

async function sendOldest({
  player,
  send,
  onResult,
}: SendOptions): Promise<"sent" | number | null> {
  const play = savedPlays(player).find(isWaiting);
  if (play === undefined) return null;
  try {
    onResult(await send(play));
    removePlay(play);
  } catch (error) {
    if (error instanceof SignedOutError) return null;
    if (isOutcomeUnknown(error)) return RETRY_MS;
    if (error instanceof ApiError && error.status === 429)
      return (error.retryAfterSeconds ?? 0) * 1000 || RETRY_MS;
    markRefused(play);
  }
  return "sent";
}

/** Pages on plain HTTP, except localhost, have no Web Locks. The idempotency key still makes it one play. */
async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  return "locks" in navigator ? navigator.locks.request(LOCK, work) : work();
}
