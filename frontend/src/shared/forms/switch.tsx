"use client";

import { useId } from "react";
import classes from "./switch.module.css";

interface SwitchProps {
  label: string;
  description: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (isOn: boolean) => void;
}

/** A setting that is on or off, and takes effect immediately. */
export function Switch({ label, description, checked, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className={classes["field"]}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={`${classes["switch"] ?? ""} mantine-focus-auto`}
        aria-describedby={`${id}-hint`}
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-hint`} className={classes["hint"]}>
          {description}
        </p>
      </div>
    </div>
  );
}
