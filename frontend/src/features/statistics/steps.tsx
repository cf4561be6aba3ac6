import { points } from "@/entities/results/format";
import classes from "./drawings.module.css";
import type { PrizePoint } from "./series";

const WIDTH = 600;
const HEIGHT = 200;

/** The running total. It changes only when a number is played, so it is drawn as steps. */
export function Steps({ series }: { series: readonly PrizePoint[] }) {
  const most = series.at(-1)?.total ?? 0;
  const stride = WIDTH / series.length;
  const heightOf = (total: number) => HEIGHT - (most === 0 ? 0 : (total / most) * HEIGHT);
  const line = series.map(({ total }) => `V${heightOf(total).toFixed(1)}h${stride.toFixed(3)}`);
  const path = `M0 ${String(HEIGHT)}${line.join("")}`;
  return (
    <div className={classes["steps"]}>
      <span className={classes["most"]} translate="no">
        {points(most)}
      </span>
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none">
        <path className={classes["area"]} d={`${path}V${String(HEIGHT)}Z`} />
        <path className={classes["line"]} d={path} />
      </svg>
      <div className={classes["ends"]} translate="no">
        <span>{points(series[0]?.play ?? 0)}</span>
        <span>{points(series.at(-1)?.play ?? 0)}</span>
      </div>
    </div>
  );
}
