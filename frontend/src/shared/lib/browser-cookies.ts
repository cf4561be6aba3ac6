/** Whether this browser keeps cookies. If not, it also blocks its other storage, and may throw. */

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

/** Empty if the browser blocks them, and on the server. */
export function readCookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}

/** Values that the browser doesn't keep are kept for this page. */
export function writeCookie(cookie: string) {
  try {
    document.cookie = cookie;
  } catch {
    // A sandboxed page has no cookies.
  }
}
