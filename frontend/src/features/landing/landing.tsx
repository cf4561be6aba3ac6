"use client";

import { useIsPlayer } from "@/entities/session/services-context";
import { ButtonLink } from "@/shared/ui/controls/plain-button";
import { Card } from "@/shared/ui/layout/card";
import classes from "./landing.module.css";
import { RulePreview } from "./rule-preview";

/** What the game is, for visitors. */
export function Landing() {
  return (
    <div className={classes["landing"]}>
      <div className={classes["words"]}>
        <h1 className={classes["title"]}>Even wins. Odd loses.</h1>
        <p className={classes["lead"]}>
          Play a number. A win pays a share of it, the higher the more, and every open tab knows in
          the same moment.
        </p>
        <Actions />
      </div>
      <Card title="Try the rule">
        <RulePreview />
      </Card>
    </div>
  );
}

function Actions() {
  const isPlayer = useIsPlayer();
  const [href, words] = isPlayer ? ["/play", "Go to the game"] : ["/register", "Start to play"];
  return (
    <div className={classes["actions"]}>
      <ButtonLink href={href} variant="filled" size="large">
        {words}
      </ButtonLink>
      {!isPlayer && (
        <ButtonLink href="/login" variant="framed" size="large">
          Log in
        </ButtonLink>
      )}
    </div>
  );
}
