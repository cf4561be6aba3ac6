"use client";

import { points } from "@/shared/live/words";
import { ChangingText } from "@/shared/ui/changing-text";
import { useCountUp } from "./use-count-up";

export function PrizeCount({ prize }: { prize: number }) {
  return <ChangingText>{`+${points(useCountUp(prize))} points`}</ChangingText>;
}
