"use client";

import { Alert, Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { limitText, problemText } from "./problem-text";
import { useWait } from "./use-wait";

interface ProblemAlertProps {
  problem: unknown;
  /** Without it there is nothing to try again. */
  onRetry?: (() => void) | undefined;
}

export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Group justify="space-between" gap="sm">
        <ProblemWords problem={problem} />
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** A wait is counted down for the eye; spoken are its begin and its end. */
function ProblemWords({ problem }: { problem: unknown }) {
  const { asked, left } = useWait(problem);
  if (asked === 0) return <Text size="sm">{problemText(problem)}</Text>;
  if (left === 0) return <Text size="sm">You can try again now.</Text>;
  return (
    <Text size="sm">
      <VisuallyHidden component="span">{limitText(asked)}</VisuallyHidden>
      <span aria-hidden>{limitText(left)}</span>
    </Text>
  );
}
