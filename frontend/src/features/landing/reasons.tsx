import type { ReactNode } from "react";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/landing";
import classes from "./reasons.module.css";

/** Three reasons why this game is different. */
export function Reasons() {
  return (
    <div className={classes["reasons"]}>
      <Reason title={text.nothingLost}>{text.nothingLostHint}</Reason>
      <Reason title={text.nothingDoubled}>{text.nothingDoubledHint}</Reason>
      <Reason title={text.runIt}>
        <Sentence of={(command) => text.runItHint({ command })}>
          <code translate="no">make run</code>
        </Sentence>{" "}
        <Sentence of={(command) => text.testItHint({ command })}>
          <code translate="no">make test</code>
        </Sentence>
      </Reason>
    </div>
  );
}

function Reason({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <p>{children}</p>
    </section>
  );
}
