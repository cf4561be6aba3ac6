"use client";

import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { IconCopy, IconDownload } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import classes from "./recovery-codes.module.css";
import { saveFile } from "@/shared/lib/save-file";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import * as text from "@/messages/two-factor-setup";

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** They are shown only once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  const file = `${codes.join("\n")}\n`;
  const save = () => {
    saveFile("numberplay-recovery-codes.txt", new Blob([file], { type: "text/plain" }));
  };
  return (
    <Stack>
      <Text size="sm" ref={words} tabIndex={-1} className={classes["words"]}>
        {text.codesIntro}
      </Text>
      <ul className={classes["codes"]} aria-label={text.codes} translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="sm" grow>
        <CopyButton value={file}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={<IconCopy aria-hidden size={18} />}
              onClick={copy}
            >
              {copied ? text.copied : text.copy}
            </Button>
          )}
        </CopyButton>
        <LoadingButton
          variant="default"
          leftSection={<IconDownload aria-hidden size={18} />}
          onClick={save}
        >
          {text.download}
        </LoadingButton>
      </Group>
      <Button size="md" onClick={onKept}>
        {text.saved}
      </Button>
    </Stack>
  );
}
