"use client";

import { IconChevronDown } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useIsPlayer } from "@/shared/runtime/services-context";
import { usePlayer } from "@/shared/player/player-query";
import { LightButton } from "@/shared/ui/light-button";
import classes from "./player-menu.module.css";

/** Loaded when it is first wanted: most visits need none of it. */
const load = () => import("./player-menu-list");
/** Whatever fails here is tried again by the click. */
const preload = () => void load().catch(() => {});
const PlayerMenuList = lazy(async () => ({ default: (await load()).PlayerMenuList }));

export function PlayerMenu() {
  return useIsPlayer() ? <PlayersOwnMenu /> : null;
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
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setIsWanted(true)}
    >
      <span className={classes["name"]}>{name}</span>
      <IconChevronDown aria-hidden size={16} />
    </LightButton>
  );
  if (!isWanted) return door;
  return (
    <Suspense fallback={door}>
      <PlayerMenuList door={door} />
    </Suspense>
  );
}
