"use client";

import type { PlayResult } from "@numberplay/client/api/types";
import { resultText } from "@/entities/results/format";
import { useLatestResults } from "@/entities/results/latest-results";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import * as text from "@/messages/recent";
import classes from "./last-twenty.module.css";

const SHOWN = 20;
const PLACES = Array.from({ length: SHOWN }, (_, place) => place);

/** Shows the last plays as a strip, oldest first: filled squares are wins, outlined ones losses. */
export function LastTwenty() {
  const shown = useLatestResults().slice(0, SHOWN).toReversed();
  const wins = shown.filter(({ result }) => result === "win").length;
  if (shown.length === 0) return <EmptyStrip />;
  return (
    <ol
      className={classes["strip"]}
      aria-label={text.strip({ count: shown.length, wins, losses: shown.length - wins })}
    >
      {shown.map((result) => (
        <Play key={result.seq} result={result} />
      ))}
    </ol>
  );
}

function Play({ result }: { result: PlayResult }) {
  return (
    <li className={classes["play"]} data-result={result.result}>
      <VisuallyHidden>{resultText(result)}</VisuallyHidden>
    </li>
  );
}

/** Placeholders for the results. */
function EmptyStrip() {
  return (
    <div className={classes["strip"]} aria-hidden>
      {PLACES.map((place) => (
        <span key={place} className={classes["play"]} />
      ))}
    </div>
  );
}
