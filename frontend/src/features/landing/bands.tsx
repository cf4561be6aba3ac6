import type { Rules } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { bandOf } from "@/entities/results/outcome-preview";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/landing";
import classes from "./rule-trial.module.css";

interface BandsProps {
  rules: Rules;
  number: number | null;
}

/** What a win pays, lowest band first. The band of the number is marked. */
export function Bands({ rules, number }: BandsProps) {
  const current = number === null ? undefined : bandOf(number, rules);
  return (
    <ul className={classes["bands"]} aria-label={text.pays}>
      {rules.prize_bands.toReversed().map((band) => (
        <li key={band.above} aria-current={band === current || undefined}>
          <b>{percentText(band.percent)}</b>{" "}
          <span>{text.above({ number: points(band.above) })}</span>
        </li>
      ))}
    </ul>
  );
}
