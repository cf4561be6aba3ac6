"use client";

import { PlainButton } from "@/shared/ui/controls/plain-button";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import * as text from "@/messages/play";

const HelpDialog = lazyPart(async () => (await import("./help-dialog")).HelpDialog, {
  isOverlay: true,
});

export interface HelpButtonProps {
  isHelpOpen: boolean;
  onHelp: (isOpen: boolean) => void;
}

export function HelpButton({ isHelpOpen, onHelp }: HelpButtonProps) {
  return (
    <>
      <PlainButton variant="framed" aria-label={text.shortcuts} onClick={() => onHelp(true)}>
        ?
      </PlainButton>
      {isHelpOpen && <HelpDialog onClose={() => onHelp(false)} />}
    </>
  );
}
