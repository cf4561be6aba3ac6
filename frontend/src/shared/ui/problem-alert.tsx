import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemText } from "./problem-text";

interface ProblemAlertProps {
  problem: unknown;
  /** Without it there is nothing to try again. */
  onRetry?: (() => void) | undefined;
}

export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{problemText(problem)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
