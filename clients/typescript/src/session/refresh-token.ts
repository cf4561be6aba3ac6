/**
 * Renews the session with a cookie that scripts can't read or, if the browser blocks cookies, with a token that is kept
 * while the page is open.
 */
import { type Api, answerOf } from "../api/client.ts";
import { SignedOutError } from "../api/errors.ts";

const BY_COOKIE = { client: "browser" } as const;

interface Tokens {
  access: string;
  refresh?: string;
}

export interface RefreshToken {
  /** Additional members of the requests for registration and sign-in. */
  readonly kind: typeof BY_COOKIE | Record<string, never>;
  keep: (tokens: Tokens) => void;
  renew: (visitor: Api, signal: AbortSignal) => Promise<string>;
}

export const cookieToken: RefreshToken = {
  kind: BY_COOKIE,
  keep: () => {},
  renew: async (visitor, signal) => (await refreshed(visitor, BY_COOKIE, signal)).access,
};

export function pageToken(): RefreshToken {
  let held: string | undefined;
  const keep = ({ refresh }: Tokens) => {
    held = refresh;
  };
  return {
    kind: {},
    keep,
    renew: async (visitor, signal) => {
      if (held === undefined) throw new SignedOutError();
      const tokens = await refreshed(visitor, { refresh: held }, signal);
      keep(tokens);
      return tokens.access;
    },
  };
}

export function refreshed(
  visitor: Api,
  body: typeof BY_COOKIE | { refresh: string },
  signal: AbortSignal,
): Promise<Tokens> {
  return answerOf(visitor.POST("/auth/api/token/refresh/", { body, signal }));
}
