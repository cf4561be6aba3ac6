import type { Metadata } from "next";
import { GameBoard } from "./game-board";

export const metadata: Metadata = { title: "Play" };

export default function Page() {
  return <GameBoard />;
}
