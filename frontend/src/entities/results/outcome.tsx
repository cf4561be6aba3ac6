import type { PlayResult } from "@numberplay/client/api/types";
import * as text from "@/messages/outcome";
import classes from "./outcome.module.css";

/** Shows a win or a loss with a word and a color. */
export function Outcome({ result }: { result: PlayResult["result"] }) {
  return (
    <span className={classes["outcome"]} data-result={result}>
      {result === "win" ? text.won : text.lost}
    </span>
  );
}
