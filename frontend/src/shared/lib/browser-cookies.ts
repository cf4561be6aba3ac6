/** Whether this browser keeps cookies. Where it does not, it blocks the rest of its storage too, and may throw. */

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

/** What a browser does not keep holds for this page. */
export function writeCookie(cookie: string) {
  try {
    document.cookie = cookie;
  } catch {
    // A page in a sandbox has no cookies.
  }
}
