"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import type { ResultPage } from "@numberplay/client/api/types";
import { resultsKey } from "@/entities/results/player-queries";
import { useIsPlayer, useServices } from "@/entities/session/services-context";
import { cursorIn } from "./cursor";
import type { ResultFilter } from "./history-url";

export const PAGE_SIZE = 20;
/** The backend's maximum page size. */
const SEARCHED_AT_ONCE = 100;

interface PageQuery {
  page_size: number;
  result?: "win" | "lose";
  cursor?: string;
}

function useReadPage() {
  const { player } = useServices();
  return (query: PageQuery, signal: AbortSignal) =>
    // Without `since`, the response is a page.
    answerOf(
      player.GET("/api/game/results/", { params: { query }, signal }),
    ) as Promise<ResultPage>;
}

/** Reads one page of all results. The previous page stays visible while the next one is fetched. */
export function useResults(filter: ResultFilter, cursor: string | null) {
  const readPage = useReadPage();
  const isPlayer = useIsPlayer();
  const query = {
    page_size: PAGE_SIZE,
    ...(filter !== "all" && { result: filter }),
    ...(cursor !== null && { cursor }),
  };
  return useQuery({
    queryKey: [...resultsKey, query],
    queryFn: ({ signal }) => readPage(query, signal),
    placeholderData: keepPreviousData,
    enabled: isPlayer,
  });
}

/** Reads all results, newest first, page by page. Searching for another number doesn't read them again. */
export function useSearchedResults() {
  const readPage = useReadPage();
  const isPlayer = useIsPlayer();
  return useInfiniteQuery({
    queryKey: ["player", "searched-results"],
    queryFn: ({ pageParam, signal }) =>
      readPage({ page_size: SEARCHED_AT_ONCE, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => cursorIn(next),
    enabled: isPlayer,
  });
}
