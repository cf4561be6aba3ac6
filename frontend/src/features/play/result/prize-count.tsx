"use client";

import { prizeText } from "@/entities/results/format";
import { ChangingText } from "@/shared/ui/display/changing-text";
import classes from "./outcome-line.module.css";
import { useCountUp } from "./use-count-up";

/** As wide as the whole prize from the start, so that the text around it doesn't move. */
export function PrizeCount({ prize }: { prize: number }) {
  return (
    <span className={classes["prize"]} data-whole={prizeText(prize)} translate="no">
      <ChangingText>{prizeText(useCountUp(prize))}</ChangingText>
    </span>
  );
}
