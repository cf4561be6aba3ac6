"use client";

import { Button } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { lazy, Suspense } from "react";

const HelpDialog = lazy(async () => ({ default: (await import("./help-dialog")).HelpDialog }));

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
      <Suspense>{isOpen && <HelpDialog onClose={() => onChange(false)} />}</Suspense>
    </>
  );
}
