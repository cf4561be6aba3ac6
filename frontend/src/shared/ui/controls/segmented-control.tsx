"use client";

import { useId } from "react";
import classes from "./segmented-control.module.css";

interface SegmentedControlProps<Value extends string> {
  "aria-label"?: string;
  "aria-labelledby"?: string;
  data: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice between a few adjacent options. These are radio buttons, so the browser handles the keyboard. */
export function SegmentedControl<Value extends string>({
  data,
  value,
  onChange,
  ...label
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" {...label} className={classes["control"]}>
      {data.map((option) => (
        <label key={option.value} className={classes["option"]}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
