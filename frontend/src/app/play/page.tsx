import type { Metadata } from "next";
import { PlayerMenu } from "@/features/auth/player-menu";
import { PlayersOnly } from "@/features/auth/players-only";
import { GameBoard } from "@/features/game/game-board";
import { PageFrame } from "@/shared/ui/page-frame";

export const metadata: Metadata = { title: "Play" };

export default function Page() {
  return (
    <PageFrame width="board" actions={<PlayerMenu />}>
      <PlayersOnly>
        <GameBoard />
      </PlayersOnly>
    </PageFrame>
  );
}
