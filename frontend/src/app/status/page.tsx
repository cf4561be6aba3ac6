import type { Metadata } from "next";
import { StatusPage } from "@/features/status/status-page";
import { PageBody } from "@/shared/ui/layout/page-body";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.status };

export default function Page() {
  return (
    <PageBody variant="board">
      <StatusPage />
    </PageBody>
  );
}
