"use client";

import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { MantinePart } from "@/shared/ui/mantine/mantine-part";
import * as text from "@/messages/dialogs";
import classes from "./dialog.module.css";

interface DialogProps {
  title: string;
  /** Without this, only the requested action closes the dialog. */
  onClose?: () => void;
  /** Keeps clicks outside and the Escape key from closing the dialog, so that its content isn't lost. */
  isFirm?: boolean;
  /** Blurs the page below. */
  isVeil?: boolean;
  children: ReactNode;
}

/** The title isn't in a `header`, which would be a second banner outside the page's sections. */
export function Dialog({ title, onClose, isFirm = false, isVeil = false, children }: DialogProps) {
  const isFree = onClose !== undefined && !isFirm;
  return (
    <MantinePart>
      <Modal
        opened
        centered
        withCloseButton={false}
        onClose={() => onClose?.()}
        closeOnClickOutside={isFree}
        closeOnEscape={isFree}
        {...(isVeil && { overlayProps: { blur: 6 } })}
      >
        <div className={classes["head"]}>
          <Modal.Title>{title}</Modal.Title>
          {onClose && <Modal.CloseButton aria-label={text.close} />}
        </div>
        {children}
      </Modal>
    </MantinePart>
  );
}
