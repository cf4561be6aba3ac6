/**
 * Records the sign-ins that a player has seen in this browser, as a server time. Kept in the tab if storage is blocked.
 */
import type { Device } from "@numberplay/client/api/types";
import { readStored, store } from "@/shared/lib/browser-storage";

const keyOf = (playerId: number) => `numberplay:seen-devices:${String(playerId)}`;

/** Returns the sign-ins on other devices since the last check, newest first. The first check returns none. */
export function newDevices(devices: readonly Device[], playerId: number): Device[] {
  const seen = readStored(keyOf(playerId));
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
  if (newest !== undefined) store(keyOf(playerId), newest);
}
