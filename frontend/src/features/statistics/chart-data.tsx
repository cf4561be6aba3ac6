import { DataTable } from "@/shared/ui/display/data-table";
import * as text from "@/messages/statistics";
import classes from "./charts.module.css";

interface ChartDataProps {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The data of a chart as a table. */
export function ChartData({ caption, columns, rows }: ChartDataProps) {
  const heads = columns.map((name, index) => ({ name, isFigure: index > 0 }));
  return (
    <details className={classes["data"]}>
      <summary>{text.showTable}</summary>
      {/* What scrolls must be reachable by key. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes["rows"]} tabIndex={0} role="region" aria-label={caption}>
        <DataTable caption={caption} columns={heads}>
          {rows.map((cells) => (
            <tr key={cells[0]}>
              {cells.map((cell, index) => (
                <td key={columns[index]} data-figure={index > 0 || undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </DataTable>
      </div>
    </details>
  );
}
