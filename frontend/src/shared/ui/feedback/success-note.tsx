import type { ReactNode } from "react";
import { Note } from "./note";

interface SuccessNoteProps {
  title?: string;
  /** What has been done, if anything. */
  children: ReactNode;
}

/** Says what was done. The live region exists from the start, so that its text is announced when it appears. */
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
