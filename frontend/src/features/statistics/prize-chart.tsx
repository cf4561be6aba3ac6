"use client";

import { type PointerEvent, useState } from "react";
import { points } from "@/shared/live/words";
import classes from "./drawings.module.css";
import { lineThrough, shareOf, stepsUpTo, wholeSteps } from "./geometry";
import type { PrizePoint } from "./series";

/** The table beside it is what a screen reader reads. */
export function PrizeChart({ series }: { series: readonly PrizePoint[] }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const first = series.at(0)?.play ?? 0;
  const last = series.at(-1)?.play ?? 0;
  const steps = stepsUpTo(series.at(-1)?.total ?? 0);
  const placed = series.map((point) => ({
    ...point,
    x: shareOf(point.play, first, last),
    y: shareOf(point.total, 0, steps.at(-1) ?? 1),
  }));
  const line = lineThrough(placed);
  const shown = pointed === null ? undefined : placed[pointed];

  return (
    <div aria-hidden className={classes["prizes"]} data-testid="prize-chart">
      <div className={classes["widest"]}>{points(steps.at(-1) ?? 0)}</div>
      <div
        className={classes["room"]}
        onPointerMove={(event) => setPointed(nearest(event, series.length))}
        onPointerLeave={() => setPointed(null)}
      >
        {steps.map((step) => (
          <div key={step} className={classes["level"]} style={above(step, steps)}>
            <span>{points(step)}</span>
          </div>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={classes["drawing"]}>
          <path d={`${line}V100H0Z`} className={classes["area"]} />
          <path d={line} className={classes["line"]} />
        </svg>
        {wholeSteps(first, last).map((play) => (
          <span key={play} className={classes["play"]} style={from(shareOf(play, first, last))}>
            {points(play)}
          </span>
        ))}
        {shown && (
          <div className={classes["pointed"]} style={from(shown.x)} data-late={shown.x > 50}>
            <i style={{ insetBlockEnd: `${String(shown.y)}%` }} />
            <div>
              Play {points(shown.play)}
              <b>{points(shown.total)} points</b>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

const from = (share: number) => ({ insetInlineStart: `${String(share)}%` });
const above = (step: number, steps: readonly number[]) => ({
  insetBlockEnd: `${String(shareOf(step, 0, steps.at(-1) ?? 1))}%`,
});

/** Which of so many points, evenly spread, lies nearest to the pointer. */
function nearest({ clientX, currentTarget }: PointerEvent, count: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - left) / width));
  return Math.round(share * (count - 1));
}
