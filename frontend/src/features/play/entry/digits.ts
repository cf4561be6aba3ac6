/** Numbers are displayed at the size that fits this many digits, so that their size doesn't change. */
export const DIGITS = 4;
