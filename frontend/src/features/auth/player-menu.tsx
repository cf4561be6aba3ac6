"use client";

import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useIsPlayer, useSessionState } from "@/entities/session/services-context";
import { visitOf } from "@numberplay/client/session/token-store";
import { usePlayer } from "@/entities/player/player-query";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { LightButton } from "@/shared/ui/controls/light-button";
import classes from "./player-menu.module.css";

/** Loaded when it is first wanted: most visits need none of it. */
const PlayerMenuList = lazyPart(async () => (await import("./player-menu-list")).PlayerMenuList, {
  waiting: ({ door }) => door,
  isOverlay: true,
});

export function PlayerMenu() {
  const visit = visitOf(useSessionState());
  return useIsPlayer() ? <PlayersOwnMenu key={visit} /> : null;
}

/** Gone with the player: the menu of the next one is not open. */
function PlayersOwnMenu() {
  const { data: player } = usePlayer();
  const [isWanted, setIsWanted] = useState(false);
  const name = player?.username ?? "Player";
  const door = (
    <LightButton
      aria-haspopup="menu"
      aria-label={`Menu of ${name}`}
      onPointerEnter={PlayerMenuList.preload}
      onFocus={PlayerMenuList.preload}
      onClick={() => setIsWanted(true)}
    >
      <span className={classes["name"]} translate="no">
        {name}
      </span>
      <IconChevronDown aria-hidden size={16} />
    </LightButton>
  );
  if (!isWanted) return door;
  return <PlayerMenuList door={door} onClose={() => setIsWanted(false)} />;
}
