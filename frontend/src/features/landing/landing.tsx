"use client";

import { useIsPlayer } from "@/entities/session/services-context";
import { ButtonLink } from "@/shared/ui/controls/plain-button";
import { Card } from "@/shared/ui/layout/card";
import * as text from "@/messages/landing";
import * as linkText from "@/messages/links";
import * as sharedText from "@/messages/shared";
import classes from "./landing.module.css";
import { RulePreview } from "./rule-preview";

/** What the game is, for visitors. */
export function Landing() {
  return (
    <div className={classes["landing"]}>
      <div className={classes["words"]}>
        <h1 className={classes["title"]}>{text.title}</h1>
        <p className={classes["lead"]}>{text.lead}</p>
        <Actions />
      </div>
      <Card title={text.tryIt}>
        <RulePreview />
      </Card>
    </div>
  );
}

function Actions() {
  const isPlayer = useIsPlayer();
  const [href, words] = isPlayer
    ? (["/play", linkText.goToGame] as const)
    : (["/register", text.start] as const);
  return (
    <div className={classes["actions"]}>
      <ButtonLink href={href} variant="filled" size="large">
        {words}
      </ButtonLink>
      {!isPlayer && (
        <ButtonLink href="/login" variant="framed" size="large">
          {sharedText.signIn}
        </ButtonLink>
      )}
    </div>
  );
}
