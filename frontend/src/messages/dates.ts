// Compiled from messages/ by `npm run messages`. Don't edit.
export const time = ({ hours, minutes, half }: { hours: string | number; minutes: string | number; half: string }): string => `${hours}:${minutes} ${half === "morning" ? "AM" : "PM"}`;
export const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
export const day = ({ month, day, year }: { month: string | number; day: string | number; year: string | number }): string => `${month} ${day}, ${year}`;
