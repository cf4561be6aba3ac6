"use client";

import { IconMail, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { ResendLink } from "@/entities/player/resend-link";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/banner";
import classes from "./verify-request.module.css";

export function VerifyRequest({ email }: { email: string }) {
  const [isDismissed, setIsDismissed] = useState(false);
  if (isDismissed) return null;
  return (
    <aside aria-label={text.title} className={classes["request"]}>
      <IconMail aria-hidden size={20} stroke={1.75} />
      <div className={classes["body"]}>
        <div className={classes["words"]}>
          <div>
            <Sentence of={(address) => text.request({ email: address })}>
              <b translate="no">{email}</b>
            </Sentence>
          </div>
          <div>{text.whyVerify}</div>
        </div>
        <div className={classes["act"]}>
          <ResendLink email={email} />
        </div>
      </div>
      <PlainButton aria-label={text.dismiss} size="small" onClick={() => setIsDismissed(true)}>
        <IconX aria-hidden size={18} stroke={1.75} />
      </PlainButton>
    </aside>
  );
}
