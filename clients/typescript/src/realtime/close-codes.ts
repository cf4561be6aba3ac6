/** The meaning of close codes, and how the client reacts. */

export const CLOSED_SIGNED_OUT = 4401;
const CLOSED_FLOODING = 1008;
const CLOSED_RESTARTING = 1012;
const CLOSED_OVERLOADED = 1013;

/** The number of failures that a close counts as. More failures lead to a longer wait. */
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
