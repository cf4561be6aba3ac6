"use client";

import "@mantine/core/styles/Kbd.css";
import "@mantine/core/styles/Table.css";
import { Kbd, Table } from "@mantine/core";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { Dialog } from "@/shared/ui/overlays/dialog";
import * as text from "@/messages/play-help";
import * as playText from "@/messages/play";

const KEYS = [
  ["0 – 9", text.keyDigit],
  [text.enterKey, text.keyEnter],
  ["R", text.keyRandom],
  ["↑ ↓", text.keyArrows],
  ["?", text.keyHelp],
] as const;

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { shortcuts } = usePreferences().preferences;
  return (
    <Dialog title={playText.shortcuts} onClose={onClose}>
      <Table captionSide="bottom">
        <Table.Caption>{text.shortcutsReach({ reach: shortcuts })}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{text.key}</Table.Th>
            <Table.Th scope="col">{text.action}</Table.Th>
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
