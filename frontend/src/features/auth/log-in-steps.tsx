"use client";

import { useState } from "react";
import { CodeStep } from "./code-step";
import { type Credentials, CredentialsStep } from "./credentials-step";

interface LogInStepsProps {
  /** The email of the player who is expected to sign in. */
  email?: string;
}

/** Asks for the email and password, then for the two-factor code if the account has it enabled. */
export function LogInSteps({ email = "" }: LogInStepsProps) {
  const [accepted, setAccepted] = useState<Credentials | null>(null);
  if (accepted === null) return <CredentialsStep email={email} onCodeNeeded={setAccepted} />;
  return <CodeStep credentials={accepted} onBack={() => setAccepted(null)} />;
}
