"use client";

import { useEffect, useState } from "react";
import { ApiProblem } from "@/shared/api/problem";

const TICK_MS = 250;

/** The seconds that the backend asks to wait, and those that are left of them. */
export function useWait(problem: unknown): { asked: number; left: number } {
  const asked = secondsAsked(problem);
  const [ticked, setTicked] = useState({ problem, left: asked });
  useEffect(() => {
    if (asked === 0) return;
    const endsAt = Date.now() + asked * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
      setTicked({ problem, left });
      if (left === 0) clearInterval(timer);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [problem, asked]);
  return { asked, left: ticked.problem === problem ? ticked.left : asked };
}

function secondsAsked(problem: unknown): number {
  if (!(problem instanceof ApiProblem) || problem.status !== 429) return 0;
  return problem.retryAfterSeconds ?? 0;
}
