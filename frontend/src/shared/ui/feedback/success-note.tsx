import { Alert, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./success-note.module.css";

interface SuccessNoteProps {
  title?: string;
  /** What has been done, if anything. */
  children: ReactNode;
}

/** Says what was done. The live region exists from the start, so that its text is announced when it appears. */
export function SuccessNote({ title, children }: SuccessNoteProps) {
  return (
    <div role="status" className={classes["place"]}>
      {children && (
        <Alert role="group" color="teal" icon={<IconCircleCheck aria-hidden />}>
          {title && (
            <Text size="sm" fw={600}>
              {title}
            </Text>
          )}
          <div>{children}</div>
        </Alert>
      )}
    </div>
  );
}
