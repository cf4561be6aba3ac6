"use client";

import { useState } from "react";
import type { SummaryPage } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { utcDayText } from "@/shared/lib/calendar";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { Card } from "@/shared/ui/layout/card";
import * as text from "@/messages/statistics";
import { Bars } from "./bars";
import { Answer } from "./chart";
import { useSummaries } from "./use-summaries";

type Period = SummaryPage["period"];

const PERIODS: { value: Period; label: string }[] = [
  { value: "day", label: text.days },
  { value: "week", label: text.weeks },
];

/** Shows all plays by day or week, unlike the other charts, which show the last plays. */
export function ByPeriod() {
  const [period, choose] = useState<Period>("day");
  const { data, error, refetch } = useSummaries(period);
  return (
    <Card title={text.byPeriod}>
      <div className="stack-small">
        <SegmentedControl
          aria-label={text.byPeriod}
          data={PERIODS}
          value={period}
          onChange={choose}
        />
        {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
        {error === null && (data === undefined ? <Skeleton height={260} /> : <Periods {...data} />)}
      </div>
    </Card>
  );
}

function Periods({ period, summaries }: SummaryPage) {
  const isByWeek = period === "week";
  const bars = summaries.toReversed().map(({ start, plays, wins, points: sum }) => {
    const day = utcDayText(start);
    return { name: isByWeek ? text.weekOf({ day }) : day, wins, losses: plays - wins, sum };
  });
  const covered = { count: bars.length };
  return (
    <Answer
      summary={isByWeek ? text.lastWeeks(covered) : text.lastDays(covered)}
      columns={[isByWeek ? text.week : text.day, text.wins, text.losses, text.points]}
      rows={bars.map(({ name, wins, losses, sum }) => [
        name,
        points(wins),
        points(losses),
        points(sum),
      ])}
    >
      <Bars bars={bars} />
    </Answer>
  );
}
