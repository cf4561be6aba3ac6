/** Parses numbers and codes as people type and paste them: input that looks the same is the same. */

/** Spaces of every width, and zero-width characters: joiners, direction marks, the byte order mark. */
const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}]/gu;
const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;
const DASHES = /\p{Dash_Punctuation}/gu;
/** Arabic has its own character for this. */
const ARABIC_THOUSANDS = "\u066c";

/** Null unless it is a whole number in the digits of any script, ungrouped or grouped as in the player's locale. */
export function wholeNumber(text: string, locales?: readonly string[]): number | null {
  const plain = plainDigits(text);
  const digits = /^\d+$/.test(plain) ? plain : withoutThousands(plain, locales);
  return digits !== null && digits.length <= 9 ? Number(digits) : null;
}

/** A code of an authenticator, or a recovery code, without separators. */
export function plainCode(text: string): string {
  return plainDigits(text).normalize("NFKC").replace(DASHES, "");
}

function plainDigits(text: string): string {
  return text.replace(UNSEEN, "").replace(DIGITS, latinDigit);
}

/** The digits of a script are consecutive, from 0 to 9. */
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

function withoutThousands(text: string, locales?: readonly string[]): string | null {
  const separator = /^\d{1,3}(\D)(?:\d{3}\1)*\d{3}$/u.exec(text)?.[1];
  if (separator === undefined || !isThousands(separator, locales ?? navigator.languages))
    return null;
  return text.replaceAll(separator, "");
}

function isThousands(separator: string, locales: readonly string[]): boolean {
  const parts = new Intl.NumberFormat([...locales]).formatToParts(1_000_000);
  const own = parts.find(({ type }) => type === "group")?.value ?? "";
  return separator === ARABIC_THOUSANDS || plainSeparator(separator) === plainSeparator(own);
}

/** A full-width comma is a comma, and keyboards only have the straight apostrophe. */
const plainSeparator = (separator: string) => separator.normalize("NFKC").replace("’", "'");
