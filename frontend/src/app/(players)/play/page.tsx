import type { Metadata } from "next";
import * as text from "@/messages/pages";
import { GameBoard } from "./game-board";

export const metadata: Metadata = { title: text.play };

export default function Page() {
  return <GameBoard />;
}
