"use client";

import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { For } from "@/entities/session/audience";
import { useSessionState } from "@/entities/session/services-context";
import { epochOf } from "@numberplay/client/session/token-store";
import { usePlayer } from "@/entities/player/player-query";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/frame";
import classes from "./player-menu.module.css";

/** Loaded on first use, because most page views don't need it. */
const PlayerMenuList = lazyPart(async () => (await import("./player-menu-list")).PlayerMenuList, {
  waiting: ({ trigger }) => trigger,
  isOverlay: true,
});

export function PlayerMenu() {
  const epoch = epochOf(useSessionState());
  return (
    <For audience="players">
      <PlayersOwnMenu key={epoch} />
    </For>
  );
}

/** Removed with the player, so that the next player's menu isn't open. */
function PlayersOwnMenu() {
  const { data: player } = usePlayer();
  const [isWanted, setIsWanted] = useState(false);
  const name = player?.username ?? text.player;
  const trigger = (
    <PlainButton
      // A new element for each name, so that no existing element moves.
      key={name}
      data-loading={player === undefined || undefined}
      aria-haspopup="menu"
      aria-label={text.menuOf({ name })}
      onPointerEnter={PlayerMenuList.preload}
      onFocus={PlayerMenuList.preload}
      onClick={() => setIsWanted(true)}
    >
      <span className={classes["name"]} title={player?.username} translate="no">
        {name}
      </span>
      <IconChevronDown aria-hidden size={16} className={classes["chevron"]} />
    </PlainButton>
  );
  if (!isWanted) return trigger;
  return <PlayerMenuList trigger={trigger} onClose={() => setIsWanted(false)} />;
}
