/**
 * Records that this browser has a session, but no data of the session itself.
 *
 * The refresh token is in a cookie that no script can read. Without the hint, every visitor's page would request a
 * refresh, which would fail and log an error to the console.
 */
import type { SessionHint } from "@numberplay/client/session/session";
import { readCookies, writeCookie } from "@/shared/lib/browser-cookies";

export const HINT_COOKIE = "numberplay_signed_in";
const SESSION_MAX_SECONDS = 30 * 24 * 60 * 60;

export function hasHint(): boolean {
  return readCookies().split("; ").includes(`${HINT_COOKIE}=1`);
}

/** For browsers that don't keep cookies. */
export const noHint: SessionHint = { isPresent: () => false, set: () => {}, clear: () => {} };

export const cookieHint: SessionHint = {
  isPresent: hasHint,
  set: () => {
    write("1", SESSION_MAX_SECONDS);
  },
  clear: () => {
    write("", 0);
  },
};

function write(value: string, maxAgeSeconds: number) {
  writeCookie(`${HINT_COOKIE}=${value}; Path=/; SameSite=Strict; Max-Age=${String(maxAgeSeconds)}`);
}
