/** The meaning of the close codes, and how the client reacts to them. */

export const CLOSED_SIGNED_OUT = 4401;
const CLOSED_FLOODING = 1008;
const CLOSED_RESTARTING = 1012;
const CLOSED_OVERLOADED = 1013;

/** How many failures a close counts as. More failures lead to a longer delay. */
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
