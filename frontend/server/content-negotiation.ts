/** Chooses the encoding and the language that a request prefers. */
import type { IncomingHttpHeaders } from "node:http";
import Negotiator from "negotiator";
import type { Encoding } from "./content";

/** In order of size, the smallest first. */
const ENCODINGS = ["br", "gzip"] as const;

/** Returns the smallest encoding that the client accepts, even if it prefers a larger one. */
export function preferredEncoding(accepted: string | undefined, available: Encoding[]): Encoding {
  const negotiator = new Negotiator({ headers: { "accept-encoding": accepted ?? "" } });
  const acceptable = negotiator.encodings(available);
  return ENCODINGS.find((encoding) => acceptable.includes(encoding)) ?? "identity";
}

const CHOSEN = /(?:^|;\s*)numberplay_language=([^;]*)/;

/** Returns the player's choice, or else the browser's preference, or else English. */
export function preferredLanguage(
  { cookie, "accept-language": accepted }: IncomingHttpHeaders,
  available: string[],
): string {
  const chosen = CHOSEN.exec(cookie ?? "")?.[1];
  if (chosen !== undefined && available.includes(chosen)) return chosen;
  const negotiator = new Negotiator({ headers: { "accept-language": accepted ?? "" } });
  return negotiator.language(available) ?? "en";
}
