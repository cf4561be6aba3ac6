"use client";

import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
import type { Player } from "@numberplay/client/api/types";
import classes from "./profile.module.css";
import { Disclosure } from "./disclosure";
import { ChangeEmail } from "./change-email";
import { ResendLink } from "@/entities/player/resend-link";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/account";

export function EmailAddress({ player }: { player: Player }) {
  return (
    <div className="stack-small">
      <div className="row">
        <div>
          <p className="small">
            <b>{text.email}</b>
          </p>
          <p className="long" translate="no">
            {player.email}
          </p>
        </div>
        <VerifiedBadge isVerified={player.email_verified} />
      </div>
      {!player.email_verified && <ResendLink email={player.email} />}
      <Disclosure
        trigger={(open) => (
          <PlainButton variant="framed" onClick={open}>
            {text.changeEmail}
          </PlainButton>
        )}
      >
        {(close) => <ChangeEmail onClose={close} />}
      </Disclosure>
    </div>
  );
}

function VerifiedBadge({ isVerified }: { isVerified: boolean }) {
  const Icon = isVerified ? IconCircleCheck : IconAlertCircle;
  return (
    <span className={classes["badge"]} data-verified={isVerified}>
      <Icon aria-hidden size={16} />
      <span>{isVerified ? text.verified : text.notVerified}</span>
    </span>
  );
}
