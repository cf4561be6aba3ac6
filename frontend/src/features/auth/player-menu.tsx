"use client";

import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useIsPlayer } from "@/shared/runtime/services-context";
import { usePlayer } from "@/shared/player/player-query";

/** Loaded when it is first wanted: most visits need none of it. */
const load = () => import("./player-menu-list");
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
    <Button
      variant="subtle"
      color="gray"
      size="sm"
      miw={0}
      px="xs"
      rightSection={<IconChevronDown aria-hidden size={16} />}
      aria-haspopup="menu"
      aria-label={`Menu of ${name}`}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setIsWanted(true)}
    >
      {name}
    </Button>
  );
  if (!isWanted) return door;
  return (
    <Suspense fallback={door}>
      <PlayerMenuList door={door} />
    </Suspense>
  );
}
