/** The refresh token of a program. It can be used once, and each renewal returns the next one. */
import { type Api } from "../api/client.ts";
import { SignedOutError } from "../api/errors.ts";
import { refreshed } from "../session/refresh-token.ts";
import { repeat } from "./repeat.ts";

/** For this long, the server returns the same response again to a retry. */
const REPEATED_FOR_MS = 10_000;

export interface Tokens {
  access: string;
  refresh: string;
}

/** Without `access`, the access token is requested when it is first needed. */
export type KnownTokens = Pick<Tokens, "refresh"> & Partial<Tokens>;

export interface RefreshTokenHolder {
  keep: (tokens: { access: string; refresh?: string }) => void;
  /** Returns the next access token. */
  renew: (visitor: Api, ended: AbortSignal) => Promise<string>;
}

export function holdRefreshToken(
  known: KnownTokens | undefined,
  onTokens: (tokens: Tokens) => void,
): RefreshTokenHolder {
  let held = known?.refresh;
  const keep: RefreshTokenHolder["keep"] = ({ access, refresh }) => {
    if (refresh === undefined) return;
    held = refresh;
    onTokens({ access, refresh });
  };
  return {
    keep,
    async renew(visitor, ended) {
      const refresh = held;
      if (refresh === undefined) throw new SignedOutError();
      const tokens = await repeat(() => refreshed(visitor, { refresh }, ended), REPEATED_FOR_MS);
      keep(tokens);
      return tokens.access;
    },
  };
}
