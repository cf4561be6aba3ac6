"use client";

import type { Rules } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { Card } from "@/shared/ui/layout/card";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as outcomeText from "@/messages/outcome";
import * as text from "@/messages/statistics";
import { type Bar, Bars } from "./bars";
import { ByPeriod } from "./by-period";
import { Chart } from "./chart";
import classes from "./charts.module.css";
import { bandShares, longest, type Plays, prizeSeries, runsOf, spansOf } from "./series";
import { Steps } from "./steps";
import { HeatStrip, ResultStrip } from "./strips";

interface AnswersProps {
  results: Plays;
  rules: Rules;
}

/** The charts of the last plays, and of all plays by day. Each states which plays it covers. */
export function Answers({ results, rules }: AnswersProps) {
  if (results.length === 0) return <NothingToDraw />;
  return (
    <div className={classes["charts"]}>
      <PointsOverTime results={results} />
      <div className={classes["columns"]}>
        <div className="stack">
          <ByBand results={results} rules={rules} />
          <NumbersTried results={results} rules={rules} />
        </div>
        <div className="stack">
          <Streaks results={results} />
          <ByPeriod />
        </div>
      </div>
    </div>
  );
}

/** Describes which plays a chart covers. */
const covered = (results: Plays) => ({ count: results.length, plays: points(results.length) });

function PointsOverTime({ results }: { results: Plays }) {
  const series = prizeSeries(results);
  const total = points(series.at(-1)?.total ?? 0);
  return (
    <Chart
      title={text.overTime}
      summary={text.lastPlays({ ...covered(results), total })}
      columns={[text.play, text.points, text.runningTotal]}
      rows={series.map(({ play, prize, total }) => [points(play), points(prize), points(total)])}
    >
      <Steps series={series} />
    </Chart>
  );
}

function ByBand({ results, rules }: AnswersProps) {
  const shares = bandShares(results, rules);
  const bars = shares.map(({ name, plays, result }): Bar => {
    return result === "win" ? { name, wins: plays, losses: 0 } : { name, wins: 0, losses: plays };
  });
  return (
    <Chart
      title={text.byBand}
      summary={text.lastPlaysByBand(covered(results))}
      columns={[text.band, text.plays]}
      rows={shares.map(({ name, plays }) => [name, points(plays)])}
    >
      <Bars bars={bars} />
    </Chart>
  );
}

function Streaks({ results }: { results: Plays }) {
  const runs = runsOf(results);
  const words = { win: outcomeText.won, lose: outcomeText.lost };
  return (
    <Chart
      title={text.streaks}
      summary={text.longestStreaks({
        ...covered(results),
        wins: longest(runs, "win"),
        losses: longest(runs, "lose"),
      })}
      columns={[text.plays, text.result, text.inARow]}
      rows={runs.map(({ first, last, result, length }) => [
        spanText(first, last),
        words[result],
        points(length),
      ])}
    >
      <ResultStrip results={results} />
    </Chart>
  );
}

function NumbersTried({ results, rules }: AnswersProps) {
  const spans = spansOf(results, rules);
  const tried = spans.filter(({ plays }) => plays > 0);
  return (
    <Chart
      title={text.numbersTried}
      summary={text.spansTried({ ...covered(results), tried: tried.length, all: spans.length })}
      columns={[text.numbers, text.plays]}
      rows={tried.map(({ from, to, plays }) => [spanText(from, to), points(plays)])}
    >
      <HeatStrip spans={spans} />
    </Chart>
  );
}

const spanText = (from: number, to: number) =>
  from === to ? points(from) : text.span({ from: points(from), to: points(to) });

function NothingToDraw() {
  return (
    <Card title={text.nothingYet}>
      <p className="dimmed">
        {text.noData} <TextLink href="/play">{text.playFirst}</TextLink>
      </p>
    </Card>
  );
}
