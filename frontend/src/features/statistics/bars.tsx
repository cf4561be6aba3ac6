import { points } from "@/entities/results/format";
import classes from "./drawings.module.css";

export interface Bar {
  name: string;
  /** The second part is outlined, so that the two differ without color. */
  wins: number;
  losses: number;
}

/** Draws a bar for each row. The lengths of its parts are relative to the longest bar. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ wins, losses }) => wins + losses));
  const lengthOf = (plays: number) => ({ inlineSize: `${String((plays / most) * 100)}%` });
  return (
    <div className={classes["bars"]}>
      {bars.map(({ name, wins, losses }) => (
        <div key={name} className={classes["bar"]}>
          <span>{name}</span>
          <span className={classes["track"]}>
            {wins > 0 && <i data-result="win" style={lengthOf(wins)} />}
            {losses > 0 && <i data-result="lose" style={lengthOf(losses)} />}
          </span>
          <b translate="no">{points(wins + losses)}</b>
        </div>
      ))}
    </div>
  );
}
