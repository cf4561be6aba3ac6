"use client";

import { type CSSProperties, useId, useState } from "react";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import * as text from "@/messages/play";
import { DIGITS } from "./digits";
import classes from "./number-row.module.css";
import type { NumberEntry, NumberField } from "./use-number-entry";

export interface NumberInputProps {
  field: NumberField;
  entry: NumberEntry;
  /** The IDs of the elements that describe the field. */
  describedBy: string;
}

export function NumberInput({ field, entry, describedBy }: NumberInputProps) {
  const id = useId();
  const [wantsKeyboard, setWantsKeyboard] = useState(false);
  const digits = Math.max(DIGITS, entry.text.length);
  return (
    <div className={classes["place"]}>
      <VisuallyHidden as="div">
        <label htmlFor={id}>{text.yourNumber}</label>
      </VisuallyHidden>
      <input
        id={id}
        ref={field}
        className={classes["number"]}
        style={{ "--digits": digits } as CSSProperties}
        name="number"
        // The number pad is part of the page: the system's keyboard only opens when the number is tapped.
        inputMode={wantsKeyboard ? "numeric" : "none"}
        autoComplete="off"
        enterKeyHint="go"
        placeholder={entry.example === null ? undefined : String(entry.example)}
        value={entry.text}
        data-new={entry.isNew || undefined}
        aria-invalid={entry.error !== null || undefined}
        aria-describedby={describedBy}
        onPointerDown={() => setWantsKeyboard(true)}
        onBlur={() => setWantsKeyboard(false)}
        onFocus={entry.select}
        onClick={entry.select}
        onChange={({ currentTarget }) => entry.enter(currentTarget.value)}
      />
    </div>
  );
}
