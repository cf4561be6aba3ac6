import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { playsToday } from "./latest-results";

const NOON = new Date(2026, 0, 2, 12).getTime();
const YESTERDAY = new Date(2026, 0, 1, 23, 59).toISOString();
const TODAY = new Date(2026, 0, 2, 0, 0).toISOString();

const at = (seq: number, played_at: string) => ({ ...play(seq), played_at });

test.each([
  { name: "no plays", latest: [], today: { count: 0, isAll: true } },
  {
    name: "the newest play was yesterday",
    latest: [at(9, YESTERDAY), at(8, YESTERDAY)],
    today: { count: 0, isAll: true },
  },
  {
    name: "three since yesterday, one of which isn't known",
    latest: [at(12, TODAY), at(10, TODAY), at(9, YESTERDAY)],
    today: { count: 3, isAll: true },
  },
  {
    name: "all plays are from today",
    latest: [at(2, TODAY), at(1, TODAY)],
    today: { count: 2, isAll: true },
  },
  {
    name: "all known plays are from today, but there are older ones",
    latest: [at(60, TODAY), at(41, TODAY)],
    today: { count: 20, isAll: false },
  },
])("$name", ({ latest, today }) => {
  expect(playsToday(latest, NOON)).toEqual(today);
});
