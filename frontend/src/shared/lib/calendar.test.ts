import { expect, test } from "vitest";
import { dayText, timeText } from "./calendar";

const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const TIME = new Intl.DateTimeFormat("en", { timeStyle: "short" });

test("days and times are formatted like Intl.DateTimeFormat does throughout a year", () => {
  for (let day = 0; day < 366; day += 1) {
    const moment = new Date(2028, 0, 1 + day, day % 24, (day * 7) % 60);
    expect(dayText(moment)).toBe(DAY.format(moment));
    expect(timeText(moment)).toBe(TIME.format(moment));
  }
});
