/** Parses numbers as people type and paste them. */
import { plainDigits } from "./plain";

/** Arabic has its own grouping separator. */
const ARABIC_THOUSANDS = "\u066c";

/**
 * Returns null unless the text is a whole number in the digits of any script, ungrouped or grouped as in the player's
 * locale.
 */
export function wholeNumber(text: string, locales?: readonly string[]): number | null {
  const plain = plainDigits(text);
  const digits = /^\d+$/.test(plain) ? plain : withoutThousands(plain, locales);
  return digits !== null && digits.length <= 9 ? Number(digits) : null;
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

/** A full-width comma counts as a comma. Keyboards only have the straight apostrophe. */
const plainSeparator = (separator: string) => separator.normalize("NFKC").replace("’", "'");
