"use client";

import { points } from "@/shared/live/words";
import { useCountUp } from "./use-count-up";

export function PrizeCount({ prize }: { prize: number }) {
  return <>+{points(useCountUp(prize))} points</>;
}
