import { Text } from "@mantine/core";
import { isOutcomeUnknown } from "@numberplay/client/api/errors";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/play";

interface PlayErrorProps {
  error: unknown;
  onRetry: () => void;
}

export function PlayError({ error, onRetry }: PlayErrorProps) {
  if (error === null) return null;
  if (!isOutcomeUnknown(error)) return <ErrorAlert error={error} />;
  return (
    <div>
      <ErrorAlert error={error} onRetry={onRetry} />
      <Text size="xs" c="dimmed" mt={6}>
        {text.retryIsSafe}
      </Text>
    </div>
  );
}
