import type { ReactNode } from "react";
import { Card } from "@/shared/ui/layout/card";
import * as text from "@/messages/board";
import classes from "./game-board.module.css";

interface SideProps {
  lastThree: ReactNode;
  lastTwenty: ReactNode;
  totals: ReactNode;
}

/** The cards next to the stage. On a phone, the last twenty plays are directly below it. */
export function Side({ lastThree, lastTwenty, totals }: SideProps) {
  return (
    <div className={classes["side"]}>
      <Card title={text.lastThree}>
        <div className={classes["three"]}>{lastThree}</div>
      </Card>
      <div className={classes["strip"]}>
        <Card title={text.lastTwenty}>
          <div className={classes["twenty"]}>{lastTwenty}</div>
        </Card>
      </div>
      <Card title={text.totals}>
        <div className={classes["totals"]}>{totals}</div>
      </Card>
    </div>
  );
}
