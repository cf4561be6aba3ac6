"use client";

import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Card } from "@/shared/ui/layout/card";
import * as text from "@/messages/statistics";
import { Charts } from "./charts";
import { Totals } from "./totals";

export function StatisticsPage() {
  return (
    <div className="stack">
      <div>
        <PageHeading>{text.title}</PageHeading>
        <p className="dimmed">{text.intro}</p>
      </div>
      <Card title={text.all}>
        <Totals />
      </Card>
      <Charts />
    </div>
  );
}
