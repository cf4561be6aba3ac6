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
