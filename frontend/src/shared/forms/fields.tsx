"use client";

import * as text from "@/messages/forms";
import { type FieldProps, TextField } from "./text-field";

export function UsernameField({ label = text.username, ...props }: FieldProps) {
  return <TextField label={label} autoComplete="nickname" {...props} />;
}

export function EmailField({ label = text.email, ...props }: FieldProps) {
  return <TextField label={label} type="email" autoComplete="username" {...props} />;
}

export function CodeField({ label = text.code, ...props }: FieldProps) {
  return (
    <TextField
      label={label}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      {...props}
    />
  );
}
