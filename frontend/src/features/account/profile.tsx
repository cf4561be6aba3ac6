"use client";

import "@mantine/core/styles/Divider.css";
import { Divider, Stack } from "@mantine/core";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { usePlayer } from "@/entities/player/player-query";
import { QueryView } from "@/shared/ui/loading/query-view";
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
  return (
    <QueryView query={usePlayer()} waiting={<Skeleton height={312} />}>
      {(player) => (
        <Stack gap="lg">
          <Rename username={player.username} />
          <Divider />
          <EmailAddress player={player} />
        </Stack>
      )}
    </QueryView>
  );
}
