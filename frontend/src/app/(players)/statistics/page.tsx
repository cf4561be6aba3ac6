import type { Metadata } from "next";
import { StatisticsPage } from "@/features/statistics/statistics-page";

export const metadata: Metadata = { title: "Statistics" };

export default function Page() {
  return <StatisticsPage />;
}
