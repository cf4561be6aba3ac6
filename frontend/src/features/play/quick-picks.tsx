"use client";

import { Button } from "@mantine/core";
import { useRecentPlays } from "@/entities/results/player-queries";
import * as text from "@/messages/play";
import classes from "./play-form.module.css";
import type { NumberEntry } from "./use-number-entry";

/** Enters numbers without typing. The player still has to play them. */
export function QuickPicks({ entry }: { entry: NumberEntry }) {
  const last = useRecentPlays().data?.[0];
  const picks = [
    { name: text.random, pick: entry.pickRandom },
    { name: text.repeat, pick: () => entry.enter(String(last?.number ?? "")), isOff: !last },
    { name: "−2", label: text.twoLess, pick: () => entry.step(-2) },
    { name: "+2", label: text.twoMore, pick: () => entry.step(2) },
  ];
  return (
    <div role="group" aria-label={text.quickPicks} className={classes["picks"]}>
      {picks.map(({ name, label, pick, isOff }) => (
        <Button
          key={name}
          variant="default"
          px={2}
          aria-label={label}
          disabled={isOff ?? false}
          onClick={pick}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
