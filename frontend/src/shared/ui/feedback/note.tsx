import { type ReactNode, useId } from "react";
import classes from "./note.module.css";

interface NoteProps {
  /** Each kind has its own icon and color, except for information. */
  kind?: "information" | "success" | "error";
  role: "status" | "alert" | "group";
  title?: string | undefined;
  children: ReactNode;
}

const SIGNS = { information: null, success: "✓", error: "!" } as const;

/** A short message in a box. */
export function Note({ kind = "information", role, title, children }: NoteProps) {
  const sign = SIGNS[kind];
  const id = useId();
  return (
    <div
      role={role}
      className={classes["note"]}
      data-kind={kind}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {sign && (
        <span aria-hidden className={classes["sign"]}>
          {sign}
        </span>
      )}
      <div className={classes["words"]}>
        {title && <b id={id}>{title}</b>}
        <div>{children}</div>
      </div>
    </div>
  );
}
