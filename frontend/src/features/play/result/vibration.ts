/** What a hand feels of a result: one short tap for a loss, two for a win. */
import type { PlayResult } from "@numberplay/client/api/types";

const PATTERN_MS = { win: [18, 60, 30], lose: [18] };

export function vibrate(result: PlayResult["result"]) {
  // Before the first tap or key on a page, a browser refuses it with a message in the console.
  if ("vibrate" in navigator && "userActivation" in navigator) {
    if (navigator.userActivation.hasBeenActive) navigator.vibrate(PATTERN_MS[result]);
  }
}
