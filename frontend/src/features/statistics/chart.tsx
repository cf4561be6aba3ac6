import type { ReactNode } from "react";
import { Card } from "@/shared/ui/layout/card";
import { DataTable } from "@/shared/ui/display/data-table";
import * as text from "@/messages/statistics";
import classes from "./charts.module.css";

interface AnswerProps {
  /** The answer in words, and which plays it covers. */
  summary: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** The drawing, which screen readers skip, because the summary and the table contain the same information. */
  children: ReactNode;
}

/** Presents information about the player's plays in words, as a drawing and as a table. */
export function Chart({ title, ...answer }: AnswerProps & { title: string }) {
  return (
    <Card title={title}>
      <Answer {...answer} />
    </Card>
  );
}

/** The content of the card. */
export function Answer({ summary, columns, rows, children }: AnswerProps) {
  const heads = columns.map((name, index) => ({ name, isFigure: index > 0 }));
  return (
    <>
      <p className="dimmed">{summary}</p>
      <div aria-hidden data-testid="chart" className={classes["drawing"]}>
        {children}
      </div>
      <details className={classes["data"]}>
        <summary>{text.showTable}</summary>
        {/* Scrollable content must be reachable with the keyboard. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={classes["rows"]} tabIndex={0} role="region" aria-label={summary}>
          <DataTable caption={summary} columns={heads}>
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
    </>
  );
}
