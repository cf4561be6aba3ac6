"use client";

import { useState } from "react";
import { useRules } from "@/entities/results/player-queries";
import { For } from "@/entities/session/audience";
import { ButtonLink } from "@/shared/ui/controls/plain-button";
import { wholeNumber } from "@/shared/forms/typed";
import * as text from "@/messages/landing";
import * as sharedText from "@/messages/shared";
import { Devices, EXAMPLE } from "./devices";
import classes from "./landing.module.css";
import { Reasons } from "./reasons";
import { RuleTrial } from "./rule-trial";

/** Introduces the game to visitors. The number that they try appears on the two devices. */
export function Landing() {
  const rules = useRules();
  const [entered, setEntered] = useState(String(EXAMPLE.number));
  const number = wholeNumber(entered);
  return (
    <div className={classes["landing"]}>
      <div className={classes["words"]}>
        <h1 className={classes["title"]}>
          <span>
            {text.even} <mark className={classes["wins"]}>{text.wins}</mark>
          </span>{" "}
          <span>{text.oddLoses}</span>
        </h1>
        <p className={classes["lead"]}>{text.lead}</p>
        <Actions />
      </div>
      <Devices number={number} rules={rules.data} />
      <RuleTrial rules={rules} entered={entered} number={number} onEnter={setEntered} />
      <Reasons />
    </div>
  );
}

function Actions() {
  return (
    <div className="row">
      <For audience="players">
        <ButtonLink href="/play" variant="filled" size="large">
          {text.play}
        </ButtonLink>
      </For>
      <For audience="visitors">
        <ButtonLink href="/register" variant="filled" size="large">
          {text.start}
        </ButtonLink>
        <ButtonLink href="/login" variant="framed" size="large">
          {sharedText.signIn}
        </ButtonLink>
      </For>
    </div>
  );
}
