/**
 * Plays that the player chose to send when online. They are kept in the browser's storage, each with its player and
 * idempotency key, so that they outlive the page and are never sent as another player's.
 */
import { readStored, store, storedKeys } from "@/shared/lib/browser-storage";
import { timeOfDay } from "@/shared/lib/time-of-day";
import type { PendingPlay } from "../play-queue";

const PREFIX = "numberplay:waiting-play:";
const LAST_PLAYER = "numberplay:waiting-plays-of";
const LIFE_MS = 24 * 60 * 60 * 1000;

export interface SavedPlay extends PendingPlay {
  /** The player's ID. */
  player: string;
  /** A time of day. */
  savedAt: number;
  isRefused: boolean;
}

export function savePlays(player: string, plays: readonly PendingPlay[]) {
  store(LAST_PLAYER, player);
  // Each gets a later time than the one before, because they are sent in the order of their times.
  for (const [index, play] of plays.entries())
    write({ ...play, player, savedAt: timeOfDay() + index, isRefused: false });
}

export const markRefused = (play: SavedPlay) => write({ ...play, isRefused: true });

export const removePlay = ({ key }: SavedPlay) => store(PREFIX + key, null);

let isShown = false;

/** Whether this page shows saved plays. Without a network, the part that shows them can't be loaded. */
export const areSavedShown = () => isShown;

/** Call it when saved plays are shown. Returns a function to call when they no longer are. */
export function showsSaved() {
  isShown = true;
  return () => {
    isShown = false;
  };
}

/** Returns the player's saved plays, oldest first. */
export function savedPlays(player: string | null): SavedPlay[] {
  return storedKeys(PREFIX)
    .map(read)
    .filter((play) => play !== null)
    .filter((play) => play.player === player)
    .toSorted((a, b) => a.savedAt - b.savedAt);
}

export const isExpired = ({ savedAt }: SavedPlay) => timeOfDay() - savedAt > LIFE_MS;

export const isWaiting = (play: SavedPlay) => !play.isRefused && !isExpired(play);

/** The player whose plays the page shows while it can't determine who is signed in. */
export const lastPlayer = () => readStored(LAST_PLAYER);

/** Records who is signed in, so that a previous player's plays aren't shown to the next player. */
export function rememberPlayer(player: string) {
  if (lastPlayer() !== null) store(LAST_PLAYER, player);
}

function write({ key, ...play }: SavedPlay) {
  store(PREFIX + key, JSON.stringify(play));
}

/** Returns null if the stored value is malformed. */
function read(stored: string): SavedPlay | null {
  const key = stored.slice(PREFIX.length);
  try {
    const play = JSON.parse(readStored(stored) ?? "") as SavedPlay;
    const isOwn = typeof play.player === "string" && Number.isInteger(play.number);
    return isOwn && Number.isFinite(play.savedAt) ? { ...play, key } : null;
  } catch {
    return null;
  }
}
