"use client";

import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { useStatistics } from "@/entities/results/player-queries";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { FIGURES } from "./figures";
import classes from "./totals.module.css";

export function Totals() {
  const { data, error, refetch } = useStatistics();
  const statistics = useDeferredData(data);
  if (statistics === undefined && error !== null)
    return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return (
    <dl className={classes["tiles"]} aria-busy={statistics === undefined}>
      {FIGURES.map(({ name, read }) => (
        <div key={name} className={classes["tile"]}>
          <dt>{name}</dt>
          <dd translate="no">
            {statistics === undefined ? (
              <Skeleton height="1.3em" />
            ) : (
              <ChangingText>{read(statistics)}</ChangingText>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
