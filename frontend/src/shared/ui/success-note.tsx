import { Alert } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface SuccessNoteProps {
  title?: string;
  /** Nothing yet, or what has been done. */
  children: ReactNode;
}

/** Tells what was done, where it was done. Its place is there from the start, so that it is spoken when it fills. */
export function SuccessNote({ title, children }: SuccessNoteProps) {
  return (
    <div role="status">
      {children && (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={title}>
          {children}
        </Alert>
      )}
    </div>
  );
}
