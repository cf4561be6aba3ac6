/** Vibrates with a result: once for a loss, twice for a win. */
import type { PlayResult } from "@numberplay/client/api/types";

const PATTERN_MS = { win: [18, 60, 30], lose: [18] };

export function vibrate(result: PlayResult["result"]) {
  // Before the first tap or key press on a page, browsers block vibration and log a message to the console.
  if ("vibrate" in navigator && "userActivation" in navigator) {
    if (navigator.userActivation.hasBeenActive) navigator.vibrate(PATTERN_MS[result]);
  }
}
