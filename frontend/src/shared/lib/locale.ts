/** The locale for numbers and dates on this page. */
import { language } from "./language";

/** The digits 0 to 9 in every language, as on the number pad and in the page's typeface. */
const DIGITS = "-u-nu-latn";

/** Returns the player's variant of the page's language, such as `en-GB`. */
function locale(): string {
  const variants = typeof window === "undefined" ? [] : navigator.languages;
  return (
    variants.find((variant) => new RegExp(`^${language}(-[A-Z]{2})?$`).test(variant)) ?? language
  );
}

/** Creates a format once for each locale, because creating it takes far longer than using it. */
export function localized<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const wanted = locale() + DIGITS;
    const format = made.get(wanted) ?? make(wanted);
    made.set(wanted, format);
    return format;
  };
}
