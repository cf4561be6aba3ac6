import type { Metadata } from "next";
import { StatisticsPage } from "@/features/statistics/statistics-page";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.statistics };

export default function Page() {
  return <StatisticsPage />;
}
