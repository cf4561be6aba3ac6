"use client";

import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { QueryView } from "@/shared/ui/loading/query-view";
import { useStatistics } from "@/entities/results/player-queries";
import classes from "./statistics-list.module.css";
import { FIGURES } from "./figures";

export function StatisticsList() {
  return (
    <QueryView query={useStatistics()} waiting={<Skeleton height={190} />}>
      {(statistics) => (
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
      )}
    </QueryView>
  );
}
