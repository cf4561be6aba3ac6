"use client";

import { useEffect, useState } from "react";
import { usePrefersReducedMotion } from "@/entities/preferences/use-prefers-reduced-motion";

const DURATION_MS = 450;
/** A window in the background may not get any animation frames. */
const AT_MOST_MS = 600;

/** Counts from 0 to the amount once. With reduced motion, or if the page is hidden, returns the amount immediately. */
export function useCountUp(amount: number): number {
  const prefersReducedMotion = usePrefersReducedMotion();
  const [share, setShare] = useState(() => (prefersReducedMotion || document.hidden ? 1 : 0));
  const isDone = share === 1;

  useEffect(() => {
    if (isDone) return undefined;
    let begun: number | null = null;
    const finish = () => setShare(1);
    const end = setTimeout(finish, AT_MOST_MS);
    let frame = requestAnimationFrame(function next(now) {
      begun ??= now;
      const passed = Math.min(1, (now - begun) / DURATION_MS);
      setShare(passed);
      if (passed < 1) frame = requestAnimationFrame(next);
    });
    document.addEventListener("visibilitychange", finish);
    return () => {
      clearTimeout(end);
      cancelAnimationFrame(frame);
      document.removeEventListener("visibilitychange", finish);
    };
  }, [isDone]);
  return isDone ? amount : Math.floor(amount * easedOut(share));
}

const easedOut = (share: number) => 1 - (1 - share) ** 3;
