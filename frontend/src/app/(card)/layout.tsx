import type { ReactNode } from "react";
import { PageBody } from "@/shared/ui/layout/page-body";

/** Pages that are one form. */
export default function CardLayout({ children }: { children: ReactNode }) {
  return <PageBody variant="card">{children}</PageBody>;
}
