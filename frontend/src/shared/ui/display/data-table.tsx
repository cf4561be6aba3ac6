import type { ReactNode } from "react";
import classes from "./data-table.module.css";

interface DataTableProps {
  caption: ReactNode;
  columns: readonly Column[];
  children: ReactNode;
}

export interface Column {
  name: string;
  /** Numbers are aligned to the end of their column. */
  isFigure?: boolean;
}

/** A table with a caption, which scrolls separately on narrow screens. */
export function DataTable({ caption, columns, children }: DataTableProps) {
  return (
    <div className={classes["scroller"]}>
      <table className={classes["table"]}>
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
