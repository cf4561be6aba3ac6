/** Formats times in the page's language, in the player's time zone, and days in UTC. */
import { localized } from "./locale";

const dayAndTime = localized(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
);
const utcDay = localized(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }),
);
const time = localized((locale) => new Intl.DateTimeFormat(locale, { timeStyle: "short" }));

/** Formats a date such as 2026-01-31. */
export const utcDayText = (date: string): string => utcDay().format(new Date(date));

/** Returns the day, with the comma that follows it, and the time. */
export function momentText(moment: Date): [day: string, time: string] {
  const clock = time().format(moment);
  return [dayAndTime().format(moment).slice(0, -clock.length).trimEnd(), clock];
}
