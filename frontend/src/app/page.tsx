import type { Metadata } from "next";
import { Landing } from "@/features/landing/landing";
import { LanguageLine } from "@/features/language/language-line";
import { PageBody } from "@/shared/ui/layout/page-body";
import * as text from "@/messages/pages";

export const metadata: Metadata = {
  title: { absolute: text.home },
};

export default function Page() {
  return (
    <PageBody variant="board">
      <Landing />
      <LanguageLine />
    </PageBody>
  );
}
