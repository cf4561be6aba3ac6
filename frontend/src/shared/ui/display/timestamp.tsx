import { dayText, timeText } from "@/shared/lib/calendar";
import classes from "./timestamp.module.css";

/** A time of the backend in the player's own time zone. It breaks between day and time alone. */
export function Timestamp({ at }: { at: string }) {
  const moment = new Date(at);
  return (
    <time className={classes["moment"]} dateTime={at}>
      <span className={classes["part"]}>{`${dayText(moment)},`}</span>{" "}
      <span className={classes["part"]}>{timeText(moment)}</span>
    </time>
  );
}
