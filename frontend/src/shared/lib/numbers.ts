/** Formats numbers in the page's language. */
import { localized } from "./locale";

const HUNDREDTHS = { maximumFractionDigits: 2 };

const decimal = localized((locale) => new Intl.NumberFormat(locale, HUNDREDTHS));
const percentage = localized(
  (locale) => new Intl.NumberFormat(locale, { ...HUNDREDTHS, style: "percent" }),
);

export const numberText = (value: number) => decimal().format(value);

/** Formats 70 as `70%`. */
export const percentText = (percent: number) => percentage().format(percent / 100);
