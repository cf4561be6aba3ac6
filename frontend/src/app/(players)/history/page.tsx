import type { Metadata } from "next";
import { History } from "@/features/history/history";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.history };

export default function Page() {
  return <History />;
}
