/** Whether this browser keeps cookies. If it doesn't, it also blocks its other storage, and access may throw. */

const PROBE = "numberplay_probe";

export function keepsCookies(): boolean {
  try {
    writeCookie(`${PROBE}=1; Path=/; SameSite=Strict`);
    const isKept = document.cookie.split("; ").includes(`${PROBE}=1`);
    writeCookie(`${PROBE}=; Path=/; Max-Age=0`);
    return isKept;
  } catch {
    return false;
  }
}

/** Returns all cookies. Empty if the browser blocks them, and on the server. */
export function readCookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}

/** Writes a cookie. Values that the browser doesn't keep are kept for this page. */
export function writeCookie(cookie: string) {
  try {
    document.cookie = cookie;
  } catch {
    // Sandboxed pages have no cookies.
  }
}
