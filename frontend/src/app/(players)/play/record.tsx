"use client";

import { LastTwenty } from "@/features/record/last-twenty";
import { RecentList } from "@/features/record/recent-list";
import { Totals } from "@/features/record/totals";
import { Side } from "./side";

export function Record() {
  return <Side lastThree={<RecentList />} lastTwenty={<LastTwenty />} totals={<Totals />} />;
}
