/**
 * The token of a link in an email. It is in the fragment, which isn't sent to servers or logged, and is removed from
 * the address bar and the history once it is read.
 */

interface LinkToken {
  /** Reads the token now, and whenever another link is opened in the same tab. */
  subscribe: (listener: () => void) => () => void;
  /** Undefined until the link has been checked, and null if it has no token. */
  read: () => string | null | undefined;
}

export function createLinkToken(): LinkToken {
  let token: string | null | undefined;
  return {
    subscribe(listener) {
      const take = () => {
        token = tokenInAddress() ?? token ?? null;
        if (window.location.hash !== "") {
          window.history.replaceState(window.history.state, "", window.location.pathname);
        }
        listener();
      };
      take();
      window.addEventListener("hashchange", take);
      return () => window.removeEventListener("hashchange", take);
    },
    read: () => token,
  };
}

function tokenInAddress(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get("token");
}
