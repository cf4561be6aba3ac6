"use client";

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
        <div className="stack-small">
          <Rename username={player.username} />
          <hr className={classes["line"]} />
          <EmailAddress player={player} />
        </div>
      )}
    </QueryView>
  );
}
