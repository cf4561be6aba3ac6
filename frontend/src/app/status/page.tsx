import type { Metadata } from "next";
import { StatusPage } from "@/features/status/status-page";
import { LanguageLine } from "@/features/language/language-line";
import { PageBody } from "@/shared/ui/layout/page-body";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.status };

export default function Page() {
  return (
    <PageBody variant="board">
      <StatusPage />
      <LanguageLine />
    </PageBody>
  );
}
