import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { StageSkeleton } from "@/features/play/stage-skeleton";
import * as text from "@/messages/board";
import classes from "./game-board.module.css";
import { LazyRecord } from "./lazy-record";
import { Play } from "./play";
import { Side } from "./side";

/** The game, and the record next to it. The placeholders are only in the page's HTML, not in its scripts. */
export function GameBoard() {
  return (
    <div className={classes["board"]}>
      <PageHeading isHidden>{text.title}</PageHeading>
      <div className={classes["stage"]}>
        <Play waiting={<StageSkeleton />} />
      </div>
      <LazyRecord waiting={<SideSkeleton />} />
    </div>
  );
}

function SideSkeleton() {
  return (
    <Side
      lastThree={<Skeleton height="8rem" />}
      lastTwenty={<Skeleton height="var(--strip)" />}
      totals={<Skeleton height="10rem" />}
    />
  );
}
