import entry from "./entry/number-row.module.css";
import pad from "./entry/number-pad.module.css";
import picks from "./entry/quick-picks.module.css";
import bands from "@/entities/results/prize-bands.module.css";
import result from "./result/outcome-line.module.css";
import classes from "./stage.module.css";

const KEYS = Array.from({ length: 12 }, (_, key) => key);

/** The stage without its content, and as high, so that nothing shifts when it opens. */
export function StageSkeleton() {
  return (
    <div aria-hidden data-testid="skeleton" className={classes["stage"]}>
      <div className={classes["head"]} />
      <div className={entry["row"]}>
        <div className={entry["place"]}>
          <div className={entry["number"]} />
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
