import type { ReactNode } from "react";
import { Note } from "./note";

interface SuccessNoteProps {
  title?: string;
  /** The message about what has been done, if there is any. */
  children: ReactNode;
}

/** Confirms an action. The live region exists from the start, so that its text is announced when it appears. */
export function SuccessNote({ title, children }: SuccessNoteProps) {
  return (
    <div role="status" className="may-be-empty">
      {children && (
        <Note kind="success" role="group" title={title}>
          {children}
        </Note>
      )}
    </div>
  );
}
