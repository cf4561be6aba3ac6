"use client";

import { Text } from "@mantine/core";
import { useStatistics } from "@/entities/results/player-queries";
import { ChangingText } from "@/shared/ui/display/changing-text";
import * as text from "@/messages/totals";

/** The line always exists, so that the layout doesn't shift when a streak begins. */
export function Streak() {
  const streak = useStatistics().data?.current_streak ?? 0;
  return (
    <Text ta="center" size="sm" mih="1.5rem" c="dimmed" data-testid="streak">
      {streak >= 2 && <ChangingText>{text.winsInARow({ count: streak })}</ChangingText>}
    </Text>
  );
}
