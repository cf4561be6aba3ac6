"use client";

import { Skeleton } from "@/shared/ui/feedback/skeleton";
import type { PlayResult } from "@numberplay/client/api/types";
import { DataTable } from "@/shared/ui/display/data-table";
import { QueryView } from "@/shared/ui/loading/query-view";
import { Outcome } from "@/entities/results/outcome";
import { ElsewhereMark } from "@/entities/results/elsewhere-mark";
import classes from "./recent-list.module.css";
import { useRecentPlays } from "@/entities/results/player-queries";
import { useIncomingResults } from "@/entities/results/live-results-context";
import { prizeText } from "@/entities/results/format";
import * as text from "@/messages/recent";

const COLUMNS = [
  { name: text.number },
  { name: text.result },
  { name: text.points, isFigure: true },
];

/** The record: the last three plays. */
export function RecentList() {
  return (
    <QueryView query={useRecentPlays()} waiting={<Skeleton height="8rem" />}>
      {(recent) => <RecentTable recent={recent} />}
    </QueryView>
  );
}

function RecentTable({ recent }: { recent: readonly PlayResult[] }) {
  if (recent.length === 0) return <p className="dimmed">{text.noPlays}</p>;
  return (
    <DataTable caption={text.latest} columns={COLUMNS} isPlain>
      {recent.map((result) => (
        <RecentRow key={result.seq} result={result} />
      ))}
    </DataTable>
  );
}

function RecentRow({ result }: { result: PlayResult }) {
  const incoming = useIncomingResults().find((known) => known.result.seq === result.seq);
  return (
    <tr data-result={result.result} className={classes["row"]}>
      <td translate="no">{result.number}</td>
      <td>
        <Outcome result={result.result} />{" "}
        {incoming !== undefined && <ElsewhereMark from={incoming.from} isShort />}
      </td>
      <td data-figure translate="no">
        {prizeText(result.prize)}
      </td>
    </tr>
  );
}
