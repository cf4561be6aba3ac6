import type { ReactNode } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import * as text from "@/messages/broken-link";

/** Shown for a link that lacks its token, has been used before, or has expired. The API doesn't distinguish them. */
export function BrokenLink({ children }: { children: ReactNode }) {
  return (
    <div className="stack-small" role="status">
      <PageHeading>{text.brokenLink}</PageHeading>
      <p>{text.brokenLinkReason}</p>
      {children}
    </div>
  );
}
