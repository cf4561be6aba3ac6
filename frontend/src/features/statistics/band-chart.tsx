import { points } from "@/shared/live/words";
import classes from "./drawings.module.css";
import { shareOf } from "./geometry";
import type { BandShare } from "./series";

/** The table beside it is what a screen reader reads. */
export function BandChart({ shares }: { shares: readonly BandShare[] }) {
  const most = Math.max(1, ...shares.map(({ plays }) => plays));
  return (
    <div aria-hidden className={classes["bands"]} data-testid="band-chart">
      {shares.map(({ name, plays }) => (
        <div key={name} className={classes["band"]}>
          <span>{name}</span>
          <div className={classes["track"]}>
            <i style={{ inlineSize: `${String(shareOf(plays, 0, most))}%` }} />
            <b>{points(plays)}</b>
          </div>
        </div>
      ))}
    </div>
  );
}
