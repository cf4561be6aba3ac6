/** A number is at most as large as one of this many digits, so that it keeps its size. */
export const DIGITS = 4;
