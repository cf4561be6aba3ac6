"use client";

import { useEffect, useState } from "react";
import { usePrefersReducedMotion } from "@/entities/preferences/use-prefers-reduced-motion";

const DURATION_MS = 400;

/** Counts from 0 to the amount, once; with reduced motion it shows the amount immediately. */
export function useCountUp(amount: number): number {
  const prefersReducedMotion = usePrefersReducedMotion();
  const [share, setShare] = useState(prefersReducedMotion ? 1 : 0);
  const isDone = share === 1;

  useEffect(() => {
    if (isDone) return undefined;
    let begun: number | null = null;
    let frame = requestAnimationFrame(function next(now) {
      begun ??= now;
      const passed = Math.min(1, (now - begun) / DURATION_MS);
      setShare(passed);
      if (passed < 1) frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [isDone]);
  return isDone ? amount : Math.floor(amount * easedOut(share));
}

const easedOut = (share: number) => 1 - (1 - share) ** 3;
