import { Text } from "@mantine/core";
import { isOutcomeUnknown } from "@numberplay/client/api/errors";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";

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
        If your play was made all the same, trying again shows it and does not play twice.
      </Text>
    </div>
  );
}
