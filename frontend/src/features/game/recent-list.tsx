"use client";

import { Skeleton, Stack, Table, Text } from "@mantine/core";
import type { PlayResult } from "@/shared/api/types";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { Outcome } from "./outcome";
import { useRecentPlays } from "./queries";
import { points } from "./words";

export function RecentList() {
  const { data: recent, error, refetch } = useRecentPlays();
  if (recent === undefined) {
    return error === null ? (
      <RecentSkeleton />
    ) : (
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
    );
  }
  if (recent.length === 0) return <Text c="dimmed">No plays yet.</Text>;
  return (
    <Table verticalSpacing="xs" horizontalSpacing={0}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Number</Table.Th>
          <Table.Th>Result</Table.Th>
          <Table.Th ta="right">Points</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {recent.map((result) => (
          <RecentRow key={result.seq} result={result} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RecentRow({ result }: { result: PlayResult }) {
  return (
    <Table.Tr>
      <Table.Td fw={600}>{result.number}</Table.Td>
      <Table.Td>
        <Outcome result={result.result} />
      </Table.Td>
      <Table.Td ta="right">{result.prize === null ? "0" : points(result.prize)}</Table.Td>
    </Table.Tr>
  );
}

function RecentSkeleton() {
  return (
    <Stack gap="sm" aria-hidden>
      <Skeleton height={28} />
      <Skeleton height={28} />
      <Skeleton height={28} />
    </Stack>
  );
}
