"use client";

import { Button, Stack, Text, Title } from "@mantine/core";
import { PageBody } from "@/shared/ui/page-body";

export default function PageError({ reset }: { reset: () => void }) {
  return (
    <PageBody looks="card">
      <Stack gap="sm" align="flex-start">
        <Title order={1}>This page has a problem</Title>
        <Text>Your results are safe. Please try again.</Text>
        <Button onClick={reset}>Try again</Button>
      </Stack>
    </PageBody>
  );
}
