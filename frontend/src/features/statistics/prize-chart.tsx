"use client";

/** Needs the chart library, which is larger than the rest of the page, so it loads separately. */
import "@mantine/charts/styles.css";
import { AreaChart } from "@mantine/charts";
import { points } from "@/entities/results/format";
import { usePrefersReducedMotion } from "@/entities/preferences/use-prefers-reduced-motion";
import * as text from "@/messages/statistics";
import type { PrizePoint } from "./series";

/** The table beside it is what a screen reader reads. */
const FOR_EYES_ALONE = { accessibilityLayer: false } as const;

export function PrizeChart({ series, height }: { series: PrizePoint[]; height: number }) {
  const prefersReducedMotion = usePrefersReducedMotion();
  return (
    <div aria-hidden data-testid="prize-chart">
      <AreaChart
        h={height}
        data={series}
        dataKey="play"
        series={[{ name: "total", label: text.runningTotal, color: "var(--win)" }]}
        curveType="monotone"
        withDots={false}
        valueFormatter={points}
        areaChartProps={FOR_EYES_ALONE}
        areaProps={{ isAnimationActive: !prefersReducedMotion }}
      />
    </div>
  );
}
