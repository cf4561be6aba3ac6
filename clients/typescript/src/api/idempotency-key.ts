/** The key that makes it safe to retry a play. */

/** Uses the browser's random generator, because pages on plain HTTP have no `randomUUID`. */
export function newKey(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  return Array.from((crypto as Crypto).getRandomValues(new Uint32Array(4)), (part) =>
    part.toString(16),
  ).join("-");
}
