import { points } from "@/entities/results/format";
import classes from "./drawings.module.css";
import type { Plays, Span } from "./series";

/** Draws a square for each play, oldest first: filled for a win, outlined for a loss. */
export function ResultStrip({ results }: { results: Plays }) {
  return (
    <div className={classes["strip"]}>
      {results.toReversed().map(({ seq, result }) => (
        <i key={seq} data-result={result} />
      ))}
    </div>
  );
}

const LEVELS = 4;

/** Draws the whole range of numbers. The darker a part is, the more often it was played. */
export function HeatStrip({ spans }: { spans: readonly Span[] }) {
  const most = Math.max(1, ...spans.map(({ plays }) => plays));
  return (
    <div>
      <div className={classes["heat"]}>
        {spans.map(({ from, plays }) => (
          <i key={from} data-level={Math.ceil((plays / most) * LEVELS)} />
        ))}
      </div>
      <div className={classes["ends"]} translate="no">
        <span>{points(spans[0]?.from ?? 0)}</span>
        <span>{points(spans.at(-1)?.to ?? 0)}</span>
      </div>
    </div>
  );
}
