import type { ReactNode } from "react";
import classes from "./data-table.module.css";

interface DataTableProps {
  caption: ReactNode;
  columns: readonly Column[];
  /** Hides the caption and the column names, which screen readers still announce. */
  isPlain?: boolean;
  children: ReactNode;
}

export interface Column {
  name: string;
  /** Aligns numbers to the end of their column. */
  isFigure?: boolean;
}

/** A table with a caption, which scrolls separately on narrow screens. */
export function DataTable({ caption, columns, isPlain = false, children }: DataTableProps) {
  return (
    <div className={classes["scroller"]}>
      <table className={classes["table"]} data-plain={isPlain || undefined}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, isFigure }) => (
              <th key={name} scope="col" data-figure={isFigure}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
