/** Formats a time in the player's time zone like `Intl`, but without the cost of its first use. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function dayText(moment: Date): string {
  const month = MONTHS[moment.getMonth()] ?? "";
  return `${month} ${String(moment.getDate())}, ${String(moment.getFullYear())}`;
}

export function timeText(moment: Date): string {
  const hours = moment.getHours();
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  return `${String(hours % 12 || 12)}:${minutes} ${hours < 12 ? "AM" : "PM"}`;
}
