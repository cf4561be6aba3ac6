import { Text } from "@mantine/core";
import { isOutcomeUnknown } from "@numberplay/client/api/problem";
import { ProblemAlert } from "@/shared/ui/feedback/problem-alert";

interface PlayProblemProps {
  problem: unknown;
  onRetry: () => void;
}

export function PlayProblem({ problem, onRetry }: PlayProblemProps) {
  if (problem === null) return null;
  if (!isOutcomeUnknown(problem)) return <ProblemAlert problem={problem} />;
  return (
    <div>
      <ProblemAlert problem={problem} onRetry={onRetry} />
      <Text size="xs" c="dimmed" mt={6}>
        If your play was made all the same, trying again shows it and does not play twice.
      </Text>
    </div>
  );
}
