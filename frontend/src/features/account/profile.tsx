"use client";

import "@mantine/core/styles/Divider.css";
import { Divider, Stack } from "@mantine/core";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { usePlayer } from "@/entities/player/player-query";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { EmailAddress } from "./email-address";
import classes from "./profile.module.css";
import { Rename } from "./rename";

export function Profile() {
  return (
    <div className={classes["place"]}>
      <Known />
    </div>
  );
}

function Known() {
  const { data, error, refetch } = usePlayer();
  const player = useDeferredData(data);
  if (player === undefined) {
    if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={312} />;
  }
  return (
    <Stack gap="lg">
      <Rename username={player.username} />
      <Divider />
      <EmailAddress player={player} />
    </Stack>
  );
}
