/** Numbers as text in the page's language. */
import { localized } from "./locale";

const HUNDREDTHS = { maximumFractionDigits: 2 };

const decimal = localized((locale) => new Intl.NumberFormat(locale, HUNDREDTHS));
const percentage = localized(
  (locale) => new Intl.NumberFormat(locale, { ...HUNDREDTHS, style: "percent" }),
);

export const numberText = (value: number) => decimal().format(value);

/** 70 becomes `70%`. */
export const percentText = (percent: number) => percentage().format(percent / 100);
