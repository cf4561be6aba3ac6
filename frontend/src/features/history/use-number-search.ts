"use client";

import { useEffect, useState } from "react";
import { useSearchedResults } from "./use-results";

/** How many pages of 100 plays are read until the player asks for more. */
const PAGES = 5;

/** The API can't search by number, so all plays are read in batches, newest first. */
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
