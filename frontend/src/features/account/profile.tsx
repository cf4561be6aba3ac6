"use client";

import { Divider, Skeleton, Stack } from "@mantine/core";
import { usePlayer } from "@/shared/player/player-query";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { EmailAddress } from "./email-address";
import { Rename } from "./rename";

export function Profile() {
  const { data: player, error, refetch } = usePlayer();
  if (player === undefined) {
    if (error !== null) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
    return <Skeleton height={232} aria-hidden />;
  }
  return (
    <Stack gap="lg">
      <Rename username={player.username} />
      <Divider />
      <EmailAddress player={player} />
    </Stack>
  );
}
