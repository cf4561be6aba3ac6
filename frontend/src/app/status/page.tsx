import type { Metadata } from "next";
import { StatusPage } from "@/features/status/status-page";
import { PageBody } from "@/shared/ui/layout/page-body";

export const metadata: Metadata = { title: "Status" };

export default function Page() {
  return (
    <PageBody variant="board">
      <StatusPage />
    </PageBody>
  );
}
