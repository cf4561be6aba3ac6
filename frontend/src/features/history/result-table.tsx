import type { PlayResult } from "@numberplay/client/api/types";
import { Outcome } from "@/entities/results/outcome";
import { points } from "@/entities/results/format";
import { type Column, DataTable } from "@/shared/ui/display/data-table";
import { Timestamp } from "@/shared/ui/display/timestamp";
import * as text from "@/messages/history";

const COLUMNS: readonly Column[] = [
  { name: text.number },
  { name: text.result },
  { name: text.points, isFigure: true },
  { name: text.played, isFigure: true },
];

interface ResultTableProps {
  results: readonly PlayResult[];
  /** Whether another page is loading. */
  isFading: boolean;
}

export function ResultTable({ results, isFading }: ResultTableProps) {
  return (
    <div style={{ opacity: isFading ? 0.6 : 1 }} aria-busy={isFading}>
      <DataTable caption={text.newestFirst} columns={COLUMNS}>
        {results.map(({ seq, number, result, prize, played_at }) => (
          <tr key={seq}>
            <td translate="no">{number}</td>
            <td>
              <Outcome result={result} />
            </td>
            <td data-figure translate="no">
              {points(prize ?? 0)}
            </td>
            <td data-figure>
              <Timestamp at={played_at} />
            </td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}
