import type { ReactNode } from "react";
import { LanguageLine } from "@/features/language/language-line";
import { PageBody } from "@/shared/ui/layout/page-body";

/** The layout of pages that consist of a single form. */
export default function CardLayout({ children }: { children: ReactNode }) {
  return (
    <PageBody variant="card">
      {children}
      <LanguageLine />
    </PageBody>
  );
}
