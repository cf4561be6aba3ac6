import type { ReactNode } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import * as text from "@/messages/broken-link";

/** Shown for a link that lacks its token, was used before, or has expired: the API doesn't say which. */
export function BrokenLink({ children }: { children: ReactNode }) {
  return (
    <div className="stack-small" role="status">
      <PageHeading>{text.brokenLink}</PageHeading>
      <p>{text.brokenLinkReason}</p>
      {children}
    </div>
  );
}
