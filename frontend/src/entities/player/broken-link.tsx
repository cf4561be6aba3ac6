import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";

/** Shown for a link that lacks its token, was used before, or has expired: the API doesn't say which. */
export function BrokenLink({ children }: { children: ReactNode }) {
  return (
    <Stack role="status">
      <PageHeading>This link does not work</PageHeading>
      <Text>It is not complete, has been used before, or is too old.</Text>
      {children}
    </Stack>
  );
}
