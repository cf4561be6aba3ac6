"use client";

import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { ConfirmFirstCode } from "./confirm-first-code";
import { ConfirmPassword } from "./confirm-password";
import { RecoveryCodes } from "./recovery-codes";

type Step =
  | { name: "password" }
  | { name: "code"; secret: string; uri: string }
  | { name: "codes"; codes: string[] };

/** Asks for the password, then for the first code from the app, then shows the recovery codes to save. */
export function SecondFactorSetup({ onClose }: { onClose: () => void }) {
  const { player } = useServices();
  const [step, setStep] = useState<Step>({ name: "password" });
  switch (step.name) {
    case "password":
      return (
        <ConfirmPassword
          onCancel={onClose}
          send={async (password) => {
            const begun = await answerOf(player.POST("/auth/api/totp/", { body: { password } }));
            setStep({ name: "code", ...begun });
          }}
        />
      );
    case "code":
      return (
        <ConfirmFirstCode
          secret={step.secret}
          uri={step.uri}
          onCancel={onClose}
          onConfirmed={(codes) => setStep({ name: "codes", codes })}
        />
      );
    case "codes":
      return <RecoveryCodes codes={step.codes} onKept={onClose} />;
  }
}
