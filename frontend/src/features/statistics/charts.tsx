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
import * as text from "@/messages/statistics";
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
      <Card title={text.byBand}>
        <div className={classes["place"]}>
          {data === undefined || rules.data === undefined ? (
            <Waiting />
          ) : (
            <Bands results={data} rules={rules.data} />
          )}
        </div>
      </Card>
      <Card title={text.overTime}>
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
        caption={text.lastPlays({
          count: Math.min(results.length, CHARTED),
          plays: points(Math.min(results.length, CHARTED)),
        })}
        columns={[text.play, text.points, text.runningTotal]}
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
        caption={text.lastPlaysByBand({
          count: results.length,
          plays: points(results.length),
        })}
        columns={[text.band, text.plays]}
        rows={shares.map(({ name, plays }) => [name, points(plays)])}
      />
    </>
  );
}

const NothingToDraw = () => <p className="dimmed">{text.noData}</p>;
