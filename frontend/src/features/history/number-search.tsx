"use client";

import { useEffect, useState } from "react";
import { points } from "@/entities/results/format";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/history";
import { ResultTable } from "./result-table";
import { useSearchedResults } from "./use-results";

/** So many pages of 100 plays are read before the player is asked. */
const PAGES = 5;

/** The plays of a number. The API has no index of numbers, so they are looked for in the plays, newest first, a part at a time. */
export function NumberSearch({ number }: { number: number }) {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useSearchedResults();
  const [wanted, setWanted] = useState(PAGES);
  const read = data?.pages.length ?? 0;
  const isComplete = !hasNextPage && read > 0;
  const isReading = error === null && !isComplete && read < wanted;
  useEffect(() => {
    if (isReading && !isFetching && read > 0) void fetchNextPage();
  }, [isReading, isFetching, read, fetchNextPage]);

  const searched = data?.pages.flatMap(({ results }) => results) ?? [];
  const found = searched.filter((result) => result.number === number);
  const values = { count: found.length, number, plays: points(searched.length) };
  return (
    <div className="stack-small">
      <p role="status" className="dimmed">
        <ChangingText>
          {isReading
            ? text.searching({ number })
            : isComplete
              ? text.foundAll(values)
              : text.found(values)}
        </ChangingText>
      </p>
      {error !== null && (
        <ErrorAlert error={error} onRetry={() => void (read > 0 ? fetchNextPage() : refetch())} />
      )}
      {found.length > 0 && <ResultTable results={found} isFading={false} />}
      {!isComplete && error === null && (
        <LoadingButton
          variant="framed"
          loading={isReading}
          onClick={() => setWanted(wanted + PAGES)}
        >
          {text.searchOlder}
        </LoadingButton>
      )}
    </div>
  );
}
