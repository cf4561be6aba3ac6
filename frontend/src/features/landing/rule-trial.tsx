"use client";

import { type UseQueryResult } from "@tanstack/react-query";
import { useId } from "react";
import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "@/entities/results/rules/outcome-preview";
import { PrizeBands } from "@/entities/results/rules/prize-bands";
import { previewText } from "@/entities/results/rules/preview-text";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { QueryView } from "@/shared/ui/loading/query-view";
import * as text from "@/messages/landing";
import classes from "./rule-trial.module.css";

interface TrialProps {
  entered: string;
  /** Null if the input isn't a number. */
  number: number | null;
  onEnter: (entered: string) => void;
}

const SKELETON_HEIGHT = 190;

/** Lets visitors see what a number would win, without an account. */
export function RuleTrial({ rules, ...trial }: TrialProps & { rules: UseQueryResult<Rules> }) {
  return (
    <section aria-label={text.tryIt} className={classes["place"]}>
      <QueryView query={rules} waiting={<Skeleton height={SKELETON_HEIGHT} />}>
        {(rules) => <Trial rules={rules} {...trial} />}
      </QueryView>
    </section>
  );
}

function Trial({ rules, entered, number, onEnter }: TrialProps & { rules: Rules }) {
  const id = useId();
  const { min, max } = rules.range;
  const playable = number !== null && number >= min && number <= max ? number : null;
  return (
    <div className={classes["trial"]}>
      <div className={classes["entry"]}>
        <label htmlFor={id}>{text.field({ min, max })}</label>
        <input
          id={id}
          className={classes["number"]}
          inputMode="numeric"
          autoComplete="off"
          value={entered}
          onChange={({ currentTarget }) => onEnter(currentTarget.value)}
        />
      </div>
      <div className={classes["answer"]}>
        <p
          role="status"
          className={classes["preview"]}
          data-result={playable === null ? undefined : previewOutcome(playable, rules).result}
        >
          {playable !== null && <ChangingText>{previewText(playable, rules)}</ChangingText>}
        </p>
        <PrizeBands rules={rules} number={playable} />
      </div>
    </div>
  );
}
