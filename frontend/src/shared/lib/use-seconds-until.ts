"use client";

import { useEffect, useState } from "react";

const secondsUntil = (moment: number) =>
  Math.max(0, Math.ceil((moment - performance.now()) / 1000));

/** Returns the whole seconds until a time of `performance.now()`, counted down to 0. */
export function useSecondsUntil(moment: number): number {
  const [, setTicks] = useState(0);
  const seconds = secondsUntil(moment);
  useEffect(() => {
    if (seconds === 0) return undefined;
    const timer = setTimeout(() => setTicks((ticks) => ticks + 1), msToNextSecond(moment));
    return () => clearTimeout(timer);
  }, [seconds, moment]);
  return seconds;
}

function msToNextSecond(moment: number): number {
  const left = moment - performance.now();
  return Math.max(left - (secondsUntil(moment) - 1) * 1000, 0) + 10;
}
