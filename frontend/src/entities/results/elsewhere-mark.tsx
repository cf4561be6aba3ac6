"use client";

import { IconDevices } from "@tabler/icons-react";
import { useIsMutating } from "@tanstack/react-query";
import * as text from "@/messages/outcome";
import type { ResultSource } from "./result-store";
import classes from "./elsewhere-mark.module.css";
import { playKey } from "./play-key";

/** The frame of a play may arrive before its response, so nothing is shown while a play is pending. */
export function ElsewhereMark({ from }: { from: ResultSource }) {
  const isPlaying = useIsMutating({ mutationKey: playKey }) > 0;
  if (from === "here" || isPlaying) return null;
  return (
    <span className={classes["elsewhere"]}>
      <IconDevices aria-hidden size={16} stroke={1.75} />
      {text.elsewhere}
    </span>
  );
}
