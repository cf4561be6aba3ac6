"use client";

import { type ComponentProps, useId } from "react";
import classes from "./text-field.module.css";

interface SelectFieldProps extends Omit<ComponentProps<"select">, "id"> {
  label: string;
  description: string;
}

/** A choice from a list, using the browser's own control. */
export function SelectField({ label, description, children, ...select }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={classes["field"]}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className={classes["hint"]}>
        {description}
      </p>
      <select {...select} id={id} className={classes["input"]} aria-describedby={`${id}-hint`}>
        {children}
      </select>
    </div>
  );
}
