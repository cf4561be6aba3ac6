"use client";

import { Text } from "@mantine/core";
import { useStatistics } from "@/entities/results/player-queries";
import { ChangingText } from "@/shared/ui/display/changing-text";

/** The line always exists, so that the layout doesn't shift when a streak begins. */
export function Streak() {
  const streak = useStatistics().data?.current_streak ?? 0;
  return (
    <Text ta="center" size="sm" mih="1.5rem" c="dimmed" data-testid="streak">
      {streak >= 2 && <ChangingText>{`${String(streak)} wins in a row`}</ChangingText>}
    </Text>
  );
}
