"use client";

import { pointsText } from "@/entities/results/format";
import { ChangingText } from "@/shared/ui/display/changing-text";
import * as text from "@/messages/latest-result";
import { useCountUp } from "./use-count-up";

export function PrizeCount({ prize }: { prize: number }) {
  return <ChangingText>{text.prize({ points: pointsText(useCountUp(prize)) })}</ChangingText>;
}
