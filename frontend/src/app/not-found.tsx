import { Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { PageBody } from "@/shared/ui/page-body";
import { TextLink } from "@/shared/ui/text-link";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <PageBody looks="card">
      <Stack gap="sm">
        <Title order={1}>Page not found</Title>
        <Text>There is nothing at this address.</Text>
        <Text>
          <TextLink href="/play">Go to the game</TextLink>
        </Text>
      </Stack>
    </PageBody>
  );
}
