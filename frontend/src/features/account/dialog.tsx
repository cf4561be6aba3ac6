"use client";

import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

export interface DialogProps {
  title: string;
  onClose: () => void;
  /** What it shows must not be lost by a click beside it. */
  isFirm?: boolean;
  children: ReactNode;
}

export function Dialog({ title, onClose, isFirm = false, children }: DialogProps) {
  return (
    <Modal
      opened
      centered
      title={title}
      onClose={onClose}
      closeOnClickOutside={!isFirm}
      closeOnEscape={!isFirm}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {children}
    </Modal>
  );
}
