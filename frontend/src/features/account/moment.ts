const format = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** A time of the backend in the player's own time zone. */
export function moment(time: string): string {
  return format.format(new Date(time));
}
