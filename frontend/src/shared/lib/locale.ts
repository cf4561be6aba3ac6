/** How numbers and dates are written on this page. */
import { language } from "./language";

/** 0 to 9 in every language, as on the keys of the page and in its typeface. */
const DIGITS = "-u-nu-latn";

/** The player's variant of the page's language, such as `en-GB`. */
function locale(): string {
  const variants = typeof window === "undefined" ? [] : navigator.languages;
  return (
    variants.find((variant) => new RegExp(`^${language}(-[A-Z]{2})?$`).test(variant)) ?? language
  );
}

/** Makes a format once for each locale, because that takes far longer than using it. */
export function localized<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const wanted = locale() + DIGITS;
    const format = made.get(wanted) ?? make(wanted);
    made.set(wanted, format);
    return format;
  };
}
