"use client";

import { useEffect, useState } from "react";
import { useSearchedResults } from "./use-results";

/** So many pages of 100 plays are read before the player is asked. */
const PAGES = 5;

/** The API has no index of numbers, so plays are read newest first, a part at a time. */
export function useNumberSearch() {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useSearchedResults();
  const [wanted, setWanted] = useState(PAGES);
  const read = data?.pages.length ?? 0;
  const isComplete = !hasNextPage && read > 0;
  const isReading = error === null && !isComplete && read < wanted;
  useEffect(() => {
    if (isReading && !isFetching && read > 0) void fetchNextPage();
  }, [isReading, isFetching, read, fetchNextPage]);
  return {
    searched: data?.pages.flatMap(({ results }) => results) ?? [],
    isReading,
    isComplete,
    error,
    retry: () => void (read > 0 ? fetchNextPage() : refetch()),
    readOn: () => setWanted(wanted + PAGES),
  };
}
