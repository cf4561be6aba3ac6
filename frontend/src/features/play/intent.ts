/** A play that the player means to make once, however often it has to be sent. */

export interface Intent {
  number: number;
  key: string;
}

/** The same number after a lost answer is the same play; anything else is a new one. */
export function intentFor(unanswered: Intent | null, number: number, newKey: () => string): Intent {
  return unanswered?.number === number ? unanswered : { number, key: newKey() };
}

/** Random by the browser's own means; pages on plain http have no `randomUUID`. */
export function newKey(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  return Array.from((crypto as Crypto).getRandomValues(new Uint32Array(4)), (part) =>
    part.toString(16),
  ).join("-");
}
