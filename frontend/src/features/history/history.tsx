"use client";

import { Group, Stack } from "@mantine/core";
import { useState } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";
import { Card } from "@/shared/ui/layout/card";
import { ExportButton } from "./export-button";
import { ResultPage } from "./result-page";
import type { ResultFilter } from "./use-results";

const FILTERS: { value: ResultFilter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "win", label: "Won" },
  { value: "lose", label: "Lost" },
];

export function History() {
  const [filter, setFilter] = useState<ResultFilter>("all");
  return (
    <div className="stack">
      <Group justify="space-between">
        <PageHeading>History</PageHeading>
        <ExportButton />
      </Group>
      <Card title="All your results">
        <Stack gap="md">
          <p className="dimmed">
            Every number you have played, with what it won and when. The export holds all of them,
            whichever are shown here.
          </p>
          <SegmentedControl
            aria-label="Which results"
            data={FILTERS}
            value={filter}
            onChange={setFilter}
          />
          {/* A new filter starts at the first page. */}
          <ResultPage key={filter} filter={filter} />
        </Stack>
      </Card>
    </div>
  );
}
