"use client";

import { CopyButton } from "@mantine/core";
import { IconCopy, IconDownload } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import classes from "./recovery-codes.module.css";
import { saveFile } from "@/shared/lib/save-file";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/two-factor-setup";

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** Shows the recovery codes, which is possible only once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  const file = `${codes.join("\n")}\n`;
  const save = () => {
    saveFile("numberplay-recovery-codes.txt", new Blob([file], { type: "text/plain" }));
  };
  return (
    <div className="stack-small">
      <p ref={words} tabIndex={-1} className={classes["words"]}>
        {text.codesIntro}
      </p>
      <ul className={classes["codes"]} aria-label={text.codes} translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <CopyButton value={file}>
          {({ copied, copy }) => (
            <PlainButton variant="framed" onClick={copy}>
              <IconCopy aria-hidden size={18} />
              <span>{copied ? text.copied : text.copy}</span>
            </PlainButton>
          )}
        </CopyButton>
        <LoadingButton variant="framed" onClick={save}>
          <IconDownload aria-hidden size={18} />
          {text.download}
        </LoadingButton>
      </div>
      <PlainButton variant="filled" size="large" onClick={onKept}>
        {text.saved}
      </PlainButton>
    </div>
  );
}
