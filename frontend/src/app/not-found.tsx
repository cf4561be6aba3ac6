import { Anchor, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import Link from "next/link";
import { PageFrame } from "@/shared/ui/page-frame";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <PageFrame width="form">
      <Stack gap="sm">
        <Title order={1}>Page not found</Title>
        <Text>There is nothing at this address.</Text>
        <Text>
          <Anchor component={Link} href="/play">
            Go to the game
          </Anchor>
        </Text>
      </Stack>
    </PageFrame>
  );
}
