"use client";

import { TextInput } from "@mantine/core";
import * as text from "@/messages/forms";
import type { ServerFormField } from "./use-server-form";

export interface FieldProps {
  field: ServerFormField;
  label?: string;
  description?: string;
  /** A dialog opens with the focus here. */
  isFirst?: boolean;
}

export const initialFocus = (isFirst: boolean | undefined) =>
  isFirst ? { "data-autofocus": true } : {};

export function UsernameField({ field, label = text.username }: FieldProps) {
  return <TextInput size="md" label={label} autoComplete="nickname" {...field} />;
}

export function EmailField({ field, label = text.email, description, isFirst }: FieldProps) {
  return (
    <TextInput
      size="md"
      label={label}
      description={description}
      type="email"
      autoComplete="username"
      {...initialFocus(isFirst)}
      {...field}
    />
  );
}

export function CodeField({ field, label = text.code, description, isFirst }: FieldProps) {
  return (
    <TextInput
      size="md"
      label={label}
      description={description}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      {...initialFocus(isFirst)}
      {...field}
    />
  );
}
