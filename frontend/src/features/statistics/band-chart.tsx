"use client";

/** Bars made only of styles: Mantine's only chart that needs no charting library. */
import "@mantine/charts/styles.css";
import { BarsList } from "@mantine/charts";
import { points } from "@/entities/results/format";
import * as text from "@/messages/statistics";
import classes from "./charts.module.css";
import type { BandShare } from "./series";

/** The table beside it is what a screen reader reads. */
export function BandChart({ shares }: { shares: BandShare[] }) {
  return (
    <div aria-hidden data-testid="band-chart">
      <BarsList
        data={shares.map(({ name, plays }) => ({ name, value: plays }))}
        barsLabel={text.band}
        valueLabel={text.plays}
        valueFormatter={points}
        variant="filled"
        barColor="var(--bar)"
        barTextColor="var(--mantine-color-text)"
        classNames={{ root: classes["bars"], barLabel: classes["bar-name"] }}
        barHeight={38}
      />
    </div>
  );
}
