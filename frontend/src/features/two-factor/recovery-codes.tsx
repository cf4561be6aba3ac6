"use client";

import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { IconCopy, IconDownload } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import classes from "./recovery-codes.module.css";
import { saveFile } from "@/shared/lib/save-file";
import { LoadingButton } from "@/shared/ui/controls/loading-button";

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** They are shown only once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  const text = `${codes.join("\n")}\n`;
  const save = () => {
    saveFile("numberplay-recovery-codes.txt", new Blob([text], { type: "text/plain" }));
  };
  return (
    <Stack>
      <Text size="sm" ref={words} tabIndex={-1} className={classes["words"]}>
        Keep these codes in a safe place. Each lets you in once when your phone is not at hand. They
        are not shown again.
      </Text>
      <ul className={classes["codes"]} aria-label="Recovery codes" translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="sm" grow>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={<IconCopy aria-hidden size={18} />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        <LoadingButton
          variant="default"
          leftSection={<IconDownload aria-hidden size={18} />}
          onClick={save}
        >
          Download
        </LoadingButton>
      </Group>
      <Button size="md" onClick={onKept}>
        I have kept them
      </Button>
    </Stack>
  );
}
