import type { CSSProperties } from "react";
import { DIGITS } from "./entry/digits";
import entry from "./entry/number-row.module.css";
import pad from "./entry/number-pad.module.css";
import picks from "./entry/quick-picks.module.css";
import bands from "@/entities/results/rules/prize-bands.module.css";
import result from "./result/outcome-line.module.css";
import classes from "./stage.module.css";

const NUMBER = "0".repeat(DIGITS);
const SIZE = { "--digits": DIGITS } as CSSProperties;
const KEYS = Array.from({ length: 12 }, (_, key) => key);

/**
 * A placeholder for the stage of the same height, so that nothing shifts when it opens. Its number has the largest
 * size, so that the page's largest content is painted before the player's last number is known.
 */
export function StageSkeleton() {
  return (
    <div aria-hidden data-testid="skeleton" className={classes["stage"]}>
      <div className={classes["head"]} />
      <div className={entry["row"]}>
        <div className={entry["place"]}>
          <div className={entry["waiting"]} style={SIZE}>
            {NUMBER}
          </div>
        </div>
      </div>
      <div className={result["line"]} />
      <div className={bands["place"]}>
        <div className={bands["band"]}>
          <b>&nbsp;</b>
          <span>&nbsp;</span>
        </div>
      </div>
      <div className={pad["pad"]}>
        {KEYS.map((key) => (
          <div key={key} className={pad["key"]} />
        ))}
      </div>
      <div className={classes["play"]} />
      <div className={picks["picks"]}>
        <div className={picks["waiting"]} />
      </div>
    </div>
  );
}
