/** Normalizes typed and pasted input, so that input that looks the same is the same. */

/** Spaces of every width, and zero-width characters: joiners, direction marks, the byte order mark. */
const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}]/gu;
const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;
const DASHES = /\p{Dash_Punctuation}/gu;

/** Returns a code from an authenticator app, or a recovery code, without separators. */
export function plainCode(text: string): string {
  return plainDigits(text).normalize("NFKC").replace(DASHES, "");
}

/** Removes invisible characters, and converts the digits of any script to 0 to 9. */
export function plainDigits(text: string): string {
  return text.replace(UNSEEN, "").replace(DIGITS, latinDigit);
}

/** The digits of a script are consecutive, from 0 to 9. */
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
