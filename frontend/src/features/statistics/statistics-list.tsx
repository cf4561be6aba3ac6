"use client";

import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { useStatistics } from "@/entities/results/player-queries";
import classes from "./statistics-list.module.css";
import { FIGURES } from "./figures";

export function StatisticsList() {
  const { data, error, refetch } = useStatistics();
  const statistics = useDeferredData(data);
  if (statistics === undefined) {
    return error === null ? (
      <Skeleton height={190} />
    ) : (
      <ErrorAlert error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <dl className={classes["list"]}>
      {FIGURES.map(({ name, read }) => (
        <div key={name} className={classes["entry"]}>
          <dt>{name}</dt>
          <dd translate="no">
            <ChangingText>{read(statistics)}</ChangingText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
