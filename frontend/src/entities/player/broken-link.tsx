import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import * as text from "@/messages/broken-link";

/** Shown for a link that lacks its token, was used before, or has expired: the API doesn't say which. */
export function BrokenLink({ children }: { children: ReactNode }) {
  return (
    <Stack role="status">
      <PageHeading>{text.brokenLink}</PageHeading>
      <Text>{text.brokenLinkReason}</Text>
      {children}
    </Stack>
  );
}
