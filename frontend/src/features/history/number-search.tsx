"use client";

import { points } from "@/entities/results/format";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/history";
import { ResultTable } from "./result-table";
import { useNumberSearch } from "./use-number-search";

/** Shows the plays of a number, and how many plays have been searched. */
export function NumberSearch({ number }: { number: number }) {
  const { searched, isReading, isComplete, error, retry, readOn } = useNumberSearch();
  const found = searched.filter((result) => result.number === number);
  const values = { count: found.length, number, plays: points(searched.length) };
  const outcome = isComplete ? text.foundAll(values) : text.found(values);
  return (
    <div className="stack-small">
      <p role="status" className="dimmed">
        <ChangingText>{isReading ? text.searching({ number }) : outcome}</ChangingText>
      </p>
      {error !== null && <ErrorAlert error={error} onRetry={retry} />}
      {found.length > 0 && <ResultTable results={found} isFading={false} />}
      {!isComplete && error === null && (
        <LoadingButton variant="framed" loading={isReading} onClick={readOn}>
          {text.searchOlder}
        </LoadingButton>
      )}
    </div>
  );
}
