import { IconCircleX, IconTrophy } from "@tabler/icons-react";
import type { PlayResult } from "@numberplay/client/api/types";
import * as text from "@/messages/outcome";
import classes from "./outcome.module.css";

/** Shows a win or a loss with a word, an icon and a color. */
export function Outcome({ result }: { result: PlayResult["result"] }) {
  const Icon = result === "win" ? IconTrophy : IconCircleX;
  return (
    <span className={classes["outcome"]} data-result={result}>
      <Icon aria-hidden size="1.2em" stroke={2} />
      <span>{result === "win" ? text.won : text.lost}</span>
    </span>
  );
}
