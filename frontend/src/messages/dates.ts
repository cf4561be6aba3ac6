// Compiled from messages/ by `npm run messages`. Don't edit.
export const time = ({ hours, minutes, half }: { hours: string | number; minutes: string | number; half: string }): string => `${hours}:${minutes} ${({ "morning": "AM", "other": "PM" } as Record<string, string>)[half] ?? "PM"}`;
export const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
export const day = ({ month, day, year }: { month: string | number; day: string | number; year: string | number }): string => `${month} ${day}, ${year}`;
