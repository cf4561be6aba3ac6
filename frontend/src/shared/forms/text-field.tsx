"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import type { ServerFormField } from "./use-server-form";
import classes from "./text-field.module.css";

export interface FieldProps {
  field: ServerFormField;
  label?: string;
  description?: string;
  /** Focuses this field when its dialog opens. */
  isFirst?: boolean;
}

interface TextFieldProps extends Omit<ComponentProps<"input">, "id" | "onChange">, FieldProps {
  /** A button at the end of the field. */
  end?: ReactNode;
  /** A message about the input, in addition to its error. */
  note?: ReactNode;
}

/**
 * An input with its label and error. Mantine's TextInput would make up a fifth of the first load of the sign-in page
 * (`npm run size`).
 */
export function TextField({
  field,
  label,
  description,
  isFirst,
  end,
  note,
  ...input
}: TextFieldProps) {
  const id = useId();
  const { error, ...props } = field;
  const described = [
    description && `${id}-hint`,
    error && `${id}-error`,
    note && !error && `${id}-note`,
  ];
  return (
    <div className={classes["field"]}>
      <label htmlFor={id}>{label}</label>
      {description && (
        <p id={`${id}-hint`} className={classes["hint"]}>
          {description}
        </p>
      )}
      <div className={classes["box"]}>
        <input
          {...input}
          {...props}
          id={id}
          className={classes["input"]}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={described.filter(Boolean).join(" ") || undefined}
          {...(isFirst && { "data-autofocus": true })}
        />
        {end}
      </div>
      {error && (
        <p id={`${id}-error`} className={classes["error"]}>
          {error}
        </p>
      )}
      {note && <div id={`${id}-note`}>{note}</div>}
    </div>
  );
}
