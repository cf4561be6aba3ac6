/** Formats a time in the player's time zone like `Intl`, but without the cost of its first use. */

import * as text from "@/messages/dates";

export function dayText(moment: Date): string {
  const month = text.months.split(" ")[moment.getMonth()] ?? "";
  return text.day({ month, day: moment.getDate(), year: moment.getFullYear() });
}

export function timeText(moment: Date): string {
  const hours = moment.getHours();
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  const half = hours < 12 ? "morning" : "afternoon";
  return text.time({ hours: hours % 12 || 12, minutes, half });
}
