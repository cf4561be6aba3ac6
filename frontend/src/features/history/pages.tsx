"use client";

import { Button, Group } from "@mantine/core";
import * as text from "@/messages/history";

interface PagesProps {
  older: (() => void) | null;
  newer: (() => void) | null;
}

export function Pages({ older, newer }: PagesProps) {
  if (older === null && newer === null) return null;
  return (
    <nav aria-label={text.pages}>
      <Group justify="space-between">
        <Button variant="default" disabled={newer === null} onClick={() => newer?.()}>
          {text.newer}
        </Button>
        <Button variant="default" disabled={older === null} onClick={() => older?.()}>
          {text.older}
        </Button>
      </Group>
    </nav>
  );
}
