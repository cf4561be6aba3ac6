/** Times in the player's time zone and the page's language. */
import { localized } from "./locale";

const dayAndTime = localized(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
);
const day = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }));
const time = localized((locale) => new Intl.DateTimeFormat(locale, { timeStyle: "short" }));

export const dayText = (moment: Date): string => day().format(moment);

/** The day, with the comma that follows it, and the time. */
export function momentText(moment: Date): [day: string, time: string] {
  const clock = time().format(moment);
  return [dayAndTime().format(moment).slice(0, -clock.length).trimEnd(), clock];
}
