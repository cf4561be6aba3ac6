import type { CSSProperties } from "react";
import type { Rules } from "@numberplay/client/api/types";
import { bandRow, type PrizeBand } from "./band-row";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/prize-bands";
import classes from "./prize-bands.module.css";

interface PrizeBandsProps {
  number: number | null;
  rules: Rules;
}

/** Shows the rules as a row of bands, the prize of each, and the position of the number. */
export function PrizeBands({ number, rules }: PrizeBandsProps) {
  const { bands, place } = bandRow(number, rules);
  const style = { "--place": place, "--bands": bands.length } as CSSProperties;
  return (
    <div className={classes["place"]} style={style}>
      {place !== null && <div className={classes["pointer"]} aria-hidden />}
      <ol aria-label={text.bands} className={classes["bands"]}>
        {bands.map((band, index) => (
          <Band key={band.from} band={band} isLowest={index === 0} />
        ))}
      </ol>
    </div>
  );
}

function Band({ band, isLowest }: { band: PrizeBand; isLowest: boolean }) {
  const { from, to, percent, isCurrent } = band;
  return (
    <li className={classes["band"]} aria-current={isCurrent}>
      <b>{percentText(percent)}</b>
      <span translate="no">{isLowest ? text.upTo({ to }) : text.fromTo({ from, to })}</span>
    </li>
  );
}
