"use client";

import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Card } from "@/shared/ui/layout/card";
import { Charts } from "./charts";
import { Totals } from "./totals";

export function StatisticsPage() {
  return (
    <div className="stack">
      <PageHeading>Statistics</PageHeading>
      <Card title="All your plays">
        <Totals />
      </Card>
      <Charts />
    </div>
  );
}
