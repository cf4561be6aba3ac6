"use client";

import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import * as text from "@/messages/forms";
import { type FieldProps, TextField } from "./text-field";
import classes from "./password-field.module.css";

interface PasswordFieldProps extends FieldProps {
  /** Whether password managers fill in the current password or suggest a new one. */
  kind: "current" | "new";
  note?: ReactNode;
}

export function PasswordField({ label = text.password, kind, ...props }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const Eye = isShown ? IconEyeOff : IconEye;
  const toggle = (
    <button
      type="button"
      className={`${classes["toggle"] ?? ""} mantine-focus-auto`}
      aria-label={text.show({ label: label.toLowerCase() })}
      aria-pressed={isShown}
      // Keeps the focus in the field, and a phone's keyboard open.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => setIsShown(!isShown)}
    >
      <Eye aria-hidden size={20} stroke={1.75} />
    </button>
  );
  return (
    <TextField
      label={label}
      type={isShown ? "text" : "password"}
      autoComplete={`${kind}-password`}
      autoCapitalize="none"
      spellCheck={false}
      end={toggle}
      {...props}
    />
  );
}
