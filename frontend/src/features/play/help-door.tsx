"use client";

import { Button } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { lazyPart } from "@/shared/ui/loading/lazy-part";

const HelpDialog = lazyPart(async () => (await import("./help-dialog")).HelpDialog, {
  isOverlay: true,
});

interface HelpDoorProps {
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
}

/** Where there is no keyboard, nobody needs to know its keys. */
export function HelpDoor({ isOpen, onChange }: HelpDoorProps) {
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
        Keyboard shortcuts
      </Button>
      {isOpen && <HelpDialog onClose={() => onChange(false)} />}
    </>
  );
}
