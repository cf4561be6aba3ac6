"use client";

import { PasswordInput, TextInput } from "@mantine/core";
import * as text from "@/messages/forms";
import type { ServerFormField } from "./use-server-form";

interface FieldProps {
  field: ServerFormField;
  label?: string;
  description?: string;
  /** A dialog opens with the focus here. */
  isFirst?: boolean;
}

const begin = (isFirst: boolean | undefined) => (isFirst ? { "data-autofocus": true } : {});

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
      {...begin(isFirst)}
      {...field}
    />
  );
}

interface PasswordFieldProps extends FieldProps {
  /** Whether password managers fill in a password or suggest one. */
  kind: "current" | "new";
}

export function PasswordField({
  field,
  label = text.password,
  description,
  isFirst,
  kind,
}: PasswordFieldProps) {
  return (
    <PasswordInput
      size="md"
      label={label}
      description={description}
      autoComplete={`${kind}-password`}
      aria-invalid={field.error !== undefined}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ "aria-label": text.show({ label: label.toLowerCase() }) }}
      {...begin(isFirst)}
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
      {...begin(isFirst)}
      {...field}
    />
  );
}
