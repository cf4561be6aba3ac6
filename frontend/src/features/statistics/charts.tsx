"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import type { PlayResult, Rules } from "@numberplay/client/api/types";
import { useRules } from "@/entities/results/player-queries";
import { points } from "@/entities/results/format";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LazyOnScroll } from "@/shared/ui/loading/lazy-on-scroll";
import { Card } from "@/shared/ui/layout/card";
import { ChartData } from "./chart-data";
import classes from "./charts.module.css";
import { bandShares, prizeSeries } from "./series";
import { CHARTED, useLastResults } from "./use-last-results";

const CHART_HEIGHT = 260;
const Waiting = () => <Skeleton height={CHART_HEIGHT} />;
const PrizeChart = lazyPart(async () => (await import("./prize-chart")).PrizeChart, {
  waiting: () => <Waiting />,
});
const BandChart = lazyPart(async () => (await import("./band-chart")).BandChart, {
  waiting: () => <Waiting />,
});

export function Charts() {
  const results = useLastResults();
  const rules = useRules();
  const failed = [results, rules].find(({ data, isError }) => isError && data === undefined);
  const data = useDeferredData(results.data);

  if (failed !== undefined)
    return <ErrorAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  return (
    <div className={classes["charts"]}>
      <Card title="Share of the bands">
        <div className={classes["place"]}>
          {data === undefined || rules.data === undefined ? (
            <Waiting />
          ) : (
            <Bands results={data} rules={rules.data} />
          )}
        </div>
      </Card>
      <Card title="Points over time">
        <div className={classes["place"]}>
          {data === undefined ? <Waiting /> : <PrizesOverTime results={data} />}
        </div>
      </Card>
    </div>
  );
}

function PrizesOverTime({ results }: { results: readonly PlayResult[] }) {
  if (results.length === 0) return <NothingToDraw />;
  const series = prizeSeries(results);
  return (
    <>
      <LazyOnScroll fallback={<Waiting />}>
        <PrizeChart series={series} height={CHART_HEIGHT} />
      </LazyOnScroll>
      <ChartData
        caption={`Your last ${points(Math.min(results.length, CHARTED))} plays, oldest first`}
        columns={["Play", "Points", "Points so far"]}
        rows={series.map(({ play, prize, total }) => [points(play), points(prize), points(total)])}
      />
    </>
  );
}

function Bands({ results, rules }: { results: readonly PlayResult[]; rules: Rules }) {
  if (results.length === 0) return <NothingToDraw />;
  const shares = bandShares(results, rules);
  return (
    <>
      <BandChart shares={shares} />
      <ChartData
        caption={`Your last ${points(results.length)} plays by the band that paid`}
        columns={["Band", "Plays"]}
        rows={shares.map(({ name, plays }) => [name, points(plays)])}
      />
    </>
  );
}

const NothingToDraw = () => <p className="dimmed">Nothing to draw yet: play a number first.</p>;
