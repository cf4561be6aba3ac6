"use client";

import { Button } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import * as text from "@/messages/play";

const HelpDialog = lazyPart(async () => (await import("./help-dialog")).HelpDialog, {
  isOverlay: true,
});

interface HelpButtonProps {
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
}

/** Not shown on devices without a keyboard. */
export function HelpButton({ isOpen, onChange }: HelpButtonProps) {
  return (
    <>
      <Button
        className="needs-keyboard"
        variant="subtle"
        color="gray"
        size="compact-sm"
        mx="auto"
        leftSection={<IconKeyboard aria-hidden size={18} />}
        onClick={() => onChange(true)}
      >
        {text.shortcuts}
      </Button>
      {isOpen && <HelpDialog onClose={() => onChange(false)} />}
    </>
  );
}
