"use client";

import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Surface } from "@/shared/ui/layout/surface";
import { Charts } from "./charts";
import { Totals } from "./totals";

export function StatisticsPage() {
  return (
    <div className="stack">
      <PageHeading>Statistics</PageHeading>
      <Surface title="All your plays">
        <Totals />
      </Surface>
      <Charts />
    </div>
  );
}
