"use client";

import { Stack } from "@mantine/core";
import { PageHeading } from "@/shared/ui/page-heading";
import { Surface } from "@/shared/ui/surface";
import { Charts } from "./charts";
import { Totals } from "./totals";

export function StatisticsPage() {
  return (
    <Stack gap="lg">
      <PageHeading>Statistics</PageHeading>
      <Surface title="All your plays">
        <Totals />
      </Surface>
      <Charts />
    </Stack>
  );
}
