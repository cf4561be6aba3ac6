"use client";

import { Button, Group } from "@mantine/core";

interface PagesProps {
  older: (() => void) | null;
  newer: (() => void) | null;
}

export function Pages({ older, newer }: PagesProps) {
  if (older === null && newer === null) return null;
  return (
    <nav aria-label="Pages">
      <Group justify="space-between">
        <Button variant="default" disabled={newer === null} onClick={() => newer?.()}>
          Newer
        </Button>
        <Button variant="default" disabled={older === null} onClick={() => older?.()}>
          Older
        </Button>
      </Group>
    </nav>
  );
}
