"use client";

import { Text } from "@mantine/core";
import { Suspense } from "react";
import type { Rules } from "@numberplay/client/api/types";
import type { Arrival } from "@/entities/results/feed";
import { isTopBand } from "@/entities/results/outlook";
import { Outcome } from "@/entities/results/outcome";
import { dispensable } from "@/shared/lib/dispensable";
import { useIsStill } from "@/entities/preferences/use-is-still";
import { ElsewhereMark } from "@/entities/results/elsewhere-mark";
import classes from "./latest-result.module.css";
import { Nudge } from "./nudge";
import { PrizeCount } from "./prize-count";
import { useResultSound } from "./use-result-sound";

const Confetti = dispensable(() => import("./confetti"));

interface LatestResultProps {
  arrival: Arrival | undefined;
  rules: Rules;
}

/** The newest result of this visit, large. The live region speaks it; this is for the eyes. */
export function LatestResult({ arrival, rules }: LatestResultProps) {
  if (arrival === undefined) {
    return (
      <div className={classes["card"]}>
        <Text c="dimmed">Your result appears here.</Text>
      </div>
    );
  }
  return <RevealedResult arrival={arrival} rules={rules} />;
}

function RevealedResult({ arrival, rules }: { arrival: Arrival; rules: Rules }) {
  const { result } = arrival;
  const isStill = useIsStill();
  useResultSound(result.result);
  const isGreat = result.result === "win" && isTopBand(result.number, rules);
  return (
    <div className={classes["card"]} data-result={result.result}>
      <div className={classes["result"]} data-testid="latest-result">
        <span className={classes["number"]} translate="no">
          {result.number}
        </span>
        <Outcome result={result.result} />
        <span className={classes["prize"]}>
          {result.prize === null ? "No prize" : <PrizeCount prize={result.prize} />}
        </span>
      </div>
      {result.result === "lose" && <Nudge number={result.number} rules={rules} />}
      <ElsewhereMark from={arrival.from} />
      <Suspense>{isGreat && !isStill && <Confetti />}</Suspense>
    </div>
  );
}
