/** Where the parts of a chart lie, in hundredths of its room. */
import { nice, ticks } from "d3-array";

const STEPS = 4;

/** Round figures from 0 to no less than the amount. */
export function stepsUpTo(amount: number): number[] {
  const [, top] = nice(0, Math.max(amount, 1), STEPS);
  return ticks(0, top, STEPS);
}

/** Some of the whole numbers from one to another one. */
export function wholeSteps(from: number, to: number): number[] {
  return ticks(from, to, STEPS).filter((step) => Number.isInteger(step));
}

/** A range without length lies at its start. */
export function shareOf(value: number, from: number, to: number): number {
  return to === from ? 0 : ((value - from) / (to - from)) * 100;
}

interface Point {
  x: number;
  y: number;
}

/** Through all points, and on to the end of the room where there is but one. */
export function lineThrough(points: readonly Point[]): string {
  const line = points.map(({ x, y }) => `${x.toFixed(2)},${(100 - y).toFixed(2)}`).join("L");
  return points.length === 1 ? `M${line}H100` : `M${line}`;
}
