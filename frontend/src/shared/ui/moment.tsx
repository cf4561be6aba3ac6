import classes from "./moment.module.css";

const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const TIME = new Intl.DateTimeFormat("en", { timeStyle: "short" });

/** A time of the backend in the player's own time zone. It breaks between day and time alone. */
export function Moment({ at }: { at: string }) {
  const moment = new Date(at);
  return (
    <time className={classes["moment"]} dateTime={at}>
      <span className={classes["part"]}>{DAY.format(moment)},</span>{" "}
      <span className={classes["part"]}>{TIME.format(moment)}</span>
    </time>
  );
}
