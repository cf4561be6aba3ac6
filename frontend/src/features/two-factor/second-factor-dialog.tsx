"use client";

import { Dialog } from "@/shared/ui/overlays/dialog";
import * as text from "@/messages/two-factor-setup";
import { RenewRecoveryCodes } from "./renew-recovery-codes";
import { SecondFactorSetup } from "./second-factor-setup";
import { SwitchOffSecondFactor } from "./switch-off-second-factor";

const DIALOGS = {
  setup: { title: text.turnOnTitle, Content: SecondFactorSetup },
  renew: { title: text.renewTitle, Content: RenewRecoveryCodes },
  off: { title: text.turnOffTitle, Content: SwitchOffSecondFactor },
};

export type SecondFactorDialogName = keyof typeof DIALOGS;

interface SecondFactorDialogProps {
  name: SecondFactorDialogName;
  onClose: () => void;
}

export function SecondFactorDialog({ name, onClose }: SecondFactorDialogProps) {
  const { title, Content } = DIALOGS[name];
  return (
    <Dialog title={title} onClose={onClose} isFirm>
      <Content onClose={onClose} />
    </Dialog>
  );
}
