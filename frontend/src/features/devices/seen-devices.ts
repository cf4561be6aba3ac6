/** Which sign-ins a player has seen in this browser: all up to a time of the server. Kept in the tab if storage is blocked. */
import type { Device } from "@numberplay/client/api/types";

const inTab = new Map<string, string>();

const keyOf = (playerId: number) => `numberplay:seen-devices:${String(playerId)}`;

/** The sign-ins elsewhere since the player last looked, newest first. None at the first look. */
export function newDevices(devices: readonly Device[], playerId: number): Device[] {
  const seen = read(keyOf(playerId));
  if (seen === null) {
    markSeen(devices, playerId);
    return [];
  }
  return devices.filter(({ current, created_at }) => !current && created_at > seen);
}

export function markSeen(devices: readonly Device[], playerId: number) {
  const newest = devices
    .map(({ created_at }) => created_at)
    .toSorted()
    .at(-1);
  if (newest !== undefined) write(keyOf(playerId), newest);
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key) ?? inTab.get(key) ?? null;
  } catch {
    return inTab.get(key) ?? null;
  }
}

function write(key: string, value: string) {
  inTab.set(key, value);
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // The next tab won't know.
  }
}
