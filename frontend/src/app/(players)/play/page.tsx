import type { Metadata } from "next";
import { GameBoard } from "@/features/game/game-board";

export const metadata: Metadata = { title: "Play" };

export default function Page() {
  return <GameBoard />;
}
