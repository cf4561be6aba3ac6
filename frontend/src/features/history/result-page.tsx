"use client";

import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as text from "@/messages/history";
import { cursorIn } from "./cursor";
import { Pages } from "./pages";
import { ResultTable } from "./result-table";
import { PAGE_SIZE, type ResultFilter, useResults } from "./use-results";

const ROW_HEIGHT_PX = 43;

/** The pages are navigated by cursor, so going back retraces the visited pages. */
export function ResultPage({ filter }: { filter: ResultFilter }) {
  const [way, setWay] = useState<readonly string[]>([]);
  const { data, error, isPlaceholderData, refetch } = useResults(filter, way.at(-1) ?? null);
  const page = useDeferredData(data);

  if (page === undefined) {
    if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={PAGE_SIZE * ROW_HEIGHT_PX} />;
  }
  const next = cursorIn(page.next);
  /** While a page is loading, the links of the current one are unknown. */
  const walk = (to: readonly string[]) => {
    if (!isPlaceholderData) setWay(to);
  };
  return (
    <Stack gap="md">
      {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
      {page.results.length === 0 ? (
        <NoResults filter={filter} />
      ) : (
        <ResultTable results={page.results} isFading={isPlaceholderData} />
      )}
      <Pages
        older={next === null ? null : () => walk([...way, next])}
        newer={way.length === 0 ? null : () => walk(way.slice(0, -1))}
      />
    </Stack>
  );
}

function NoResults({ filter }: { filter: ResultFilter }) {
  if (filter !== "all") return <Text c="dimmed">{text.noneYet}</Text>;
  return (
    <Text c="dimmed">
      {text.noPlays} <TextLink href="/play">{text.playFirst}</TextLink>
    </Text>
  );
}
