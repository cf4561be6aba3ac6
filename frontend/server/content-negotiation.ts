/** What a request prefers among what there is. */
import type { IncomingHttpHeaders } from "node:http";
import Negotiator from "negotiator";
import type { Encoding } from "./content";

/** The smallest first. */
const ENCODINGS = ["br", "gzip"] as const;

/** A client that accepts an encoding at all gets it, even if it prefers a larger one. */
export function preferredEncoding(accepted: string | undefined, available: Encoding[]): Encoding {
  const negotiator = new Negotiator({ headers: { "accept-encoding": accepted ?? "" } });
  const acceptable = negotiator.encodings(available);
  return ENCODINGS.find((encoding) => acceptable.includes(encoding)) ?? "identity";
}

const CHOSEN = /(?:^|;\s*)numberplay_language=([^;]*)/;

/** The player's choice, or what the browser prefers, or English. */
export function preferredLanguage(
  { cookie, "accept-language": accepted }: IncomingHttpHeaders,
  available: string[],
): string {
  const chosen = CHOSEN.exec(cookie ?? "")?.[1];
  if (chosen !== undefined && available.includes(chosen)) return chosen;
  const negotiator = new Negotiator({ headers: { "accept-language": accepted ?? "" } });
  return negotiator.language(available) ?? "en";
}
