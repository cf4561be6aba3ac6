import { For } from "@/entities/session/audience";
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
  return (
    <div className={classes["actions"]}>
      <For audience="players">
        <ButtonLink href="/play" variant="filled" size="large">
          {linkText.goToGame}
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
