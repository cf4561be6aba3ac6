"use client";

import { Button, Stack, Text, Title } from "@mantine/core";
import { PageFrame } from "@/shared/ui/page-frame";

export default function PageError({ reset }: { reset: () => void }) {
  return (
    <PageFrame width="form">
      <Stack gap="sm" align="flex-start">
        <Title order={1}>This page has a problem</Title>
        <Text>Your results are safe. Please try again.</Text>
        <Button onClick={reset}>Try again</Button>
      </Stack>
    </PageFrame>
  );
}
