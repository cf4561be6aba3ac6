"use client";

import "@mantine/core/styles/Divider.css";
import { Divider, Stack } from "@mantine/core";
import { useDeferredValue } from "react";
import { Skeleton } from "@/shared/ui/skeleton";
import { usePlayer } from "@/shared/player/player-query";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { EmailAddress } from "./email-address";
import { Rename } from "./rename";

export function Profile() {
  const { data, error, refetch } = usePlayer();
  const player = useDeferredValue(data);
  if (player === undefined) {
    if (error !== null) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
    return <Skeleton height={232} />;
  }
  return (
    <Stack gap="lg">
      <Rename username={player.username} />
      <Divider />
      <EmailAddress player={player} />
    </Stack>
  );
}
