"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { useRules } from "@/entities/results/player-queries";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import classes from "./charts.module.css";
import { useLastResults } from "./use-last-results";

const HEIGHTS = [420, 420, 300, 300, 300];

function Waiting() {
  return (
    <div className={classes["charts"]}>
      {HEIGHTS.map((height, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </div>
  );
}

/** Loads separately from the page, whose totals come first. */
const Answers = lazyPart(async () => (await import("./answers")).Answers, { waiting: Waiting });

export function Charts() {
  const results = useLastResults();
  const rules = useRules();
  const failed = [results, rules].find(({ data, isError }) => isError && data === undefined);
  const data = useDeferredData(results.data);

  if (failed !== undefined)
    return <ErrorAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  if (data === undefined || rules.data === undefined) return <Waiting />;
  return <Answers results={data} rules={rules.data} />;
}
