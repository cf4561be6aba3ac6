"use client";

import { Button, Group, Text } from "@mantine/core";
import { useSessionState } from "@/shared/runtime/services-context";
import { usePlayer } from "./player-query";
import { useLogOut } from "./use-log-out";

export function PlayerMenu() {
  const { status } = useSessionState();
  const { data: player } = usePlayer();
  const { mutate: logOut, isPending } = useLogOut();
  if (status !== "signed-in") return null;
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <Text size="sm" fw={600} truncate>
        {player?.username}
      </Text>
      <Button
        variant="default"
        flex="none"
        size="xs"
        loading={isPending}
        onClick={() => {
          logOut();
        }}
      >
        Log out
      </Button>
    </Group>
  );
}
