"use client";

import { useRef } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as text from "@/messages/history";
import { cursorIn } from "./cursor";
import classes from "./history.module.css";
import { Pages } from "./pages";
import { goTo, type ResultFilter } from "./history-url";
import { ResultTable } from "./result-table";
import { PAGE_SIZE, useResults } from "./use-results";

/** While a page loads, it is as high as a full one, so that the browser can restore the scroll position. */
const ROW_HEIGHT_PX = 43;

interface ResultPageProps {
  filter: ResultFilter;
  cursor: string | null;
}

export function ResultPage({ filter, cursor }: ResultPageProps) {
  const top = useRef<HTMLDivElement>(null);
  const { data, error, isPlaceholderData, refetch } = useResults(filter, cursor);
  const page = useDeferredData(data);
  const failure = error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />;

  function turnTo(to: string | null) {
    // While a page is loading, the links to its neighbors aren't known.
    if (isPlaceholderData) return;
    goTo({ filter, cursor: to });
    top.current?.scrollIntoView();
  }

  return (
    <div ref={top} className={`stack-small ${classes["top"] ?? ""}`}>
      {failure}
      {page !== undefined && <Results page={page} filter={filter} isFading={isPlaceholderData} />}
      {page === undefined && !failure && <Skeleton height={PAGE_SIZE * ROW_HEIGHT_PX} />}
      <Pages
        isNewest={cursor === null}
        newer={cursorIn(page?.previous ?? null)}
        older={cursorIn(page?.next ?? null)}
        onTurn={turnTo}
      />
    </div>
  );
}

interface ResultsProps {
  page: NonNullable<ReturnType<typeof useResults>["data"]>;
  filter: ResultFilter;
  isFading: boolean;
}

function Results({ page, filter, isFading }: ResultsProps) {
  if (page.results.length > 0) return <ResultTable results={page.results} isFading={isFading} />;
  if (filter !== "all") return <p className="dimmed">{text.noneYet}</p>;
  return (
    <p className="dimmed">
      {text.noPlays} <TextLink href="/play">{text.playFirst}</TextLink>
    </p>
  );
}
