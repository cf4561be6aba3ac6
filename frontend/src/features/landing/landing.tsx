"use client";

import { useIsPlayer } from "@/entities/session/services-context";
import { LightLink } from "@/shared/ui/controls/light-button";
import { Surface } from "@/shared/ui/layout/surface";
import classes from "./landing.module.css";
import { RuleTrial } from "./rule-trial";

/** What the game is, for whoever comes by. */
export function Landing() {
  return (
    <div className={classes["landing"]}>
      <div className={classes["words"]}>
        <h1 className={classes["title"]}>Even wins. Odd loses.</h1>
        <p className={classes["lead"]}>
          Play a number. A win pays a share of it, the higher the more, and every open tab knows in
          the same moment.
        </p>
        <Doors />
      </div>
      <Surface title="Try the rule">
        <RuleTrial />
      </Surface>
    </div>
  );
}

function Doors() {
  const isPlayer = useIsPlayer();
  const [href, words] = isPlayer ? ["/play", "Go to the game"] : ["/register", "Start to play"];
  return (
    <div className={classes["doors"]}>
      <LightLink href={href} looks="filled" size="large">
        {words}
      </LightLink>
      {!isPlayer && (
        <LightLink href="/login" looks="framed" size="large">
          Log in
        </LightLink>
      )}
    </div>
  );
}
