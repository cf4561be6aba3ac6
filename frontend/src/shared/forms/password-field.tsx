"use client";

import { TextInput } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import * as text from "@/messages/forms";
import { type FieldProps, initialFocus } from "./fields";
import classes from "./password-field.module.css";

interface PasswordFieldProps extends FieldProps {
  /** Whether password managers fill in a password or suggest one. */
  kind: "current" | "new";
}

/** A text input with a toggle, because Mantine's PasswordInput adds 2 kB to the first load (`npm run size`). */
export function PasswordField({
  field,
  label = text.password,
  description,
  isFirst,
  kind,
}: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const Eye = isShown ? IconEyeOff : IconEye;
  return (
    <TextInput
      size="md"
      label={label}
      description={description}
      type={isShown ? "text" : "password"}
      autoComplete={`${kind}-password`}
      autoCapitalize="none"
      spellCheck={false}
      rightSection={
        <button
          type="button"
          className={`${classes["toggle"] ?? ""} mantine-focus-auto`}
          aria-label={text.show({ label: label.toLowerCase() })}
          aria-pressed={isShown}
          // The focus, and a phone's keyboard, stay with the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setIsShown(!isShown)}
        >
          <Eye aria-hidden size={20} stroke={1.75} />
        </button>
      }
      {...initialFocus(isFirst)}
      {...field}
    />
  );
}
