"use client";

import { useState } from "react";
import { CodeField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { filledCode } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useFocusOnMount } from "@/shared/lib/use-focus-on-mount";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/code-step";
import * as sharedText from "@/messages/shared";
import type { Credentials } from "./credentials-step";
import { useLogIn } from "./use-log-in";

interface CodeStepProps {
  credentials: Credentials;
  onBack: () => void;
}

const KINDS = {
  app: {
    label: text.appCode,
    description: text.appCodeHint,
    other: text.useRecoveryCode,
  },
  recovery: {
    label: text.recoveryCode,
    description: text.recoveryCodeHint,
    other: text.useApp,
  },
};

export function CodeStep({ credentials, onBack }: CodeStepProps) {
  const [kind, setKind] = useState<keyof typeof KINDS>("app");
  const logIn = useLogIn();
  const place = useFocusOnMount<HTMLDivElement>();
  const form = useServerForm({
    values: { code: "" },
    rules: { code: filledCode },
    send: ({ code }) => logIn({ ...credentials, code }),
  });
  const { label, description, other } = KINDS[kind];
  const back = (
    <PlainButton variant="framed" size="large" onClick={onBack}>
      {text.back}
    </PlainButton>
  );
  return (
    <div ref={place}>
      <ServerForm form={form} label={text.twoFactor} action={sharedText.signIn} beside={back}>
        <p className="small">{text.codeNeeded}</p>
        <CodeField key={kind} field={form.field("code")} label={label} description={description} />
        <button
          type="button"
          className="link small"
          onClick={() => setKind(kind === "app" ? "recovery" : "app")}
        >
          {other}
        </button>
      </ServerForm>
    </div>
  );
}
