"use client";

import { points } from "@/entities/results/format";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { useCountUp } from "./use-count-up";

export function PrizeCount({ prize }: { prize: number }) {
  return <ChangingText>{`+${points(useCountUp(prize))} points`}</ChangingText>;
}
