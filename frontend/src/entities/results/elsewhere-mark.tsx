"use client";

import { IconDevices } from "@tabler/icons-react";
import { useIsMutating } from "@tanstack/react-query";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import * as text from "@/messages/outcome";
import type { ResultSource } from "./result-store";
import classes from "./elsewhere-mark.module.css";
import { playKey } from "./play-key";

interface ElsewhereMarkProps {
  from: ResultSource;
  /** Shows only the icon. */
  isShort?: boolean;
}

/**
 * Marks results from other tabs and devices. A play's frame may arrive before its response, so nothing is marked while
 * a play is pending.
 */
export function ElsewhereMark({ from, isShort = false }: ElsewhereMarkProps) {
  const isPlaying = useIsMutating({ mutationKey: playKey }) > 0;
  if (from === "here" || isPlaying) return null;
  return (
    <span className={classes["elsewhere"]} title={isShort ? text.elsewhere : undefined}>
      <IconDevices aria-hidden size={16} stroke={1.75} />
      {isShort ? <VisuallyHidden>{text.elsewhere}</VisuallyHidden> : <span>{text.elsewhere}</span>}
    </span>
  );
}
