/** A play that must be made once, even if it has to be sent several times. */

export interface PendingPlay {
  number: number;
  key: string;
}

/** The same number after a lost response is the same play; anything else is a new one. */
export function pendingPlayFor(
  unanswered: PendingPlay | null,
  number: number,
  newKey: () => string,
): PendingPlay {
  return unanswered?.number === number ? unanswered : { number, key: newKey() };
}

/** Uses the browser's random generator, because pages on plain HTTP have no `randomUUID`. */
export function newKey(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  return Array.from((crypto as Crypto).getRandomValues(new Uint32Array(4)), (part) =>
    part.toString(16),
  ).join("-");
}
