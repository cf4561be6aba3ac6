import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";

interface QueryViewProps<Data> {
  query: Pick<UseQueryResult<Data>, "data" | "error" | "refetch">;
  /** A placeholder of the final size. */
  waiting: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Shows the data of a query or, until it has arrived, a placeholder or an error with a retry button. */
export function QueryView<Data>({ query, waiting, children }: QueryViewProps<Data>) {
  const data = useDeferredData(query.data);
  if (data !== undefined) return children(data);
  if (query.error === null) return waiting;
  return <ErrorAlert error={query.error} onRetry={() => void query.refetch()} />;
}
