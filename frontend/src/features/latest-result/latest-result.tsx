"use client";

import { Text } from "@mantine/core";
import { Suspense } from "react";
import type { Rules } from "@numberplay/client/api/types";
import type { IncomingResult } from "@/entities/results/result-store";
import { isTopBand } from "@/entities/results/outcome-preview";
import { Outcome } from "@/entities/results/outcome";
import { optionalLazy } from "@/shared/lib/optional-lazy";
import { usePrefersReducedMotion } from "@/entities/preferences/use-prefers-reduced-motion";
import { ElsewhereMark } from "@/entities/results/elsewhere-mark";
import * as text from "@/messages/latest-result";
import classes from "./latest-result.module.css";
import { NearMiss } from "./near-miss";
import { PrizeCount } from "./prize-count";
import { useResultSound } from "./use-result-sound";

const Confetti = optionalLazy(() => import("./confetti"));

interface LatestResultProps {
  incoming: IncomingResult | undefined;
  rules: Rules;
}

/** The newest result of this page, large. The live region announces it. */
export function LatestResult({ incoming, rules }: LatestResultProps) {
  if (incoming === undefined) {
    return (
      <div className={classes["card"]}>
        <Text c="dimmed">{text.waiting}</Text>
      </div>
    );
  }
  return <RevealedResult incoming={incoming} rules={rules} />;
}

function RevealedResult({ incoming, rules }: { incoming: IncomingResult; rules: Rules }) {
  const { result } = incoming;
  const prefersReducedMotion = usePrefersReducedMotion();
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
          {result.prize === null ? text.noPrize : <PrizeCount prize={result.prize} />}
        </span>
      </div>
      {result.result === "lose" && <NearMiss number={result.number} rules={rules} />}
      <ElsewhereMark from={incoming.from} />
      <Suspense>{isGreat && !prefersReducedMotion && <Confetti />}</Suspense>
    </div>
  );
}
