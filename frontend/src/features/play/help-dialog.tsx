"use client";

import "@mantine/core/styles/Kbd.css";
import "@mantine/core/styles/Table.css";
import { Kbd, Table } from "@mantine/core";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { Dialog } from "@/shared/ui/overlays/dialog";

const KEYS = [
  ["0 – 9", "Begin a number"],
  ["Enter", "Play it"],
  ["R", "A random number"],
  ["↑ ↓", "One more, one less"],
  ["?", "This help"],
] as const;

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { shortcuts } = usePreferences().preferences;
  const reach = shortcuts === "anywhere" ? "anywhere on this page" : "in the number field";
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <Table captionSide="bottom">
        <Table.Caption>{`They work ${reach}; your account changes that.`}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Key</Table.Th>
            <Table.Th scope="col">What it does</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {KEYS.map(([key, meaning]) => (
            <Table.Tr key={key}>
              <Table.Td>
                <Kbd translate="no">{key}</Kbd>
              </Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
