/** What the server means by closing, and what it asks of the client. */

export const CLOSED_SIGNED_OUT = 4401;
const CLOSED_FLOODING = 1008;
const CLOSED_RESTARTING = 1012;
const CLOSED_OVERLOADED = 1013;

/** How many failures in a row a close counts for: the more, the longer the next wait. */
export function failureWeight(code: number): number {
  switch (code) {
    case CLOSED_FLOODING:
      return 6;
    case CLOSED_RESTARTING:
    case CLOSED_OVERLOADED:
      return 2;
    default:
      return 1;
  }
}
