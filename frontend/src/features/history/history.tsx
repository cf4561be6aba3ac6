"use client";

import { Group, Stack } from "@mantine/core";
import { useState } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";
import { Card } from "@/shared/ui/layout/card";
import * as text from "@/messages/history";
import * as outcomeText from "@/messages/outcome";
import { ExportButton } from "./export-button";
import { ResultPage } from "./result-page";
import type { ResultFilter } from "./use-results";

const FILTERS: { value: ResultFilter; label: string }[] = [
  { value: "all", label: text.all },
  { value: "win", label: outcomeText.won },
  { value: "lose", label: outcomeText.lost },
];

export function History() {
  const [filter, setFilter] = useState<ResultFilter>("all");
  return (
    <div className="stack">
      <Group justify="space-between">
        <PageHeading>{text.title}</PageHeading>
        <ExportButton />
      </Group>
      <Card title={text.results}>
        <Stack gap="md">
          <p className="dimmed">{text.intro}</p>
          <SegmentedControl
            aria-label={text.filter}
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
