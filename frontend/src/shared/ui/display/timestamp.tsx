import { dayText, timeText } from "@/shared/lib/calendar";
import classes from "./timestamp.module.css";

/** A time from the backend in the player's time zone. It only wraps between day and time. */
export function Timestamp({ at }: { at: string }) {
  const moment = new Date(at);
  return (
    <time className={classes["moment"]} dateTime={at}>
      <span className={classes["part"]}>{`${dayText(moment)},`}</span>{" "}
      <span className={classes["part"]}>{timeText(moment)}</span>
    </time>
  );
}
