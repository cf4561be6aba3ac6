"use client";

import { useState } from "react";
import { CodeStep } from "./code-step";
import { type Credentials, CredentialsStep } from "./credentials-step";

interface LogInStepsProps {
  /** Who is expected to log in. */
  email?: string;
}

/** E-mail address and password, then the code of the second factor for who has one. */
export function LogInSteps({ email = "" }: LogInStepsProps) {
  const [accepted, setAccepted] = useState<Credentials | null>(null);
  if (accepted === null) return <CredentialsStep email={email} onCodeNeeded={setAccepted} />;
  return <CodeStep credentials={accepted} onBack={() => setAccepted(null)} />;
}
