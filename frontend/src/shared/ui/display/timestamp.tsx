import { momentText } from "@/shared/lib/calendar";
import classes from "./timestamp.module.css";

/** A time from the backend, in the player's time zone. It wraps only between the day and the time. */
export function Timestamp({ at }: { at: string }) {
  const [day, time] = momentText(new Date(at));
  return (
    <time className={classes["moment"]} dateTime={at}>
      <span className={classes["part"]}>{day}</span> <span className={classes["part"]}>{time}</span>
    </time>
  );
}
