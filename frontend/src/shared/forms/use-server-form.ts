"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  useForm,
} from "react-hook-form";
import { setFieldErrors } from "./field-errors";
import { useRetryAfter } from "@/shared/lib/use-retry-after";

interface FieldRule {
  /** The message for an empty field. */
  required: string;
  /** Converts what was typed to what is sent. */
  setValueAs?: (typed: string) => string;
}

interface ServerFormOptions<Values extends FieldValues> {
  /** The initial values, which the fields show again after a successful submit. */
  values: Values;
  /** The rule of each field, in the order of the form. */
  rules: Record<Path<Values>, FieldRule>;
  send: (values: Values) => Promise<void>;
}

/** A form that the backend validates. Its errors are shown at their fields; `error` is any other. */
export function useServerForm<Values extends FieldValues>(options: ServerFormOptions<Values>) {
  const { values, rules, send } = options;
  const fields = Object.keys(rules) as Path<Values>[];
  const [error, setError] = useState<unknown>(null);
  const form = useForm<Values, unknown, Values>({
    defaultValues: values as DefaultValues<Values>,
    values,
    // Keeps what was typed before the scripts had loaded.
    resetOptions: { keepDirtyValues: true },
  });
  const isSubmitting = useRef(false);
  const { mutateAsync, isPending, isSuccess, variables } = useMutation({
    mutationFn: send,
    onMutate: () => setError(null),
    onError: (error) => setError(setFieldErrors(error, fields, form.setError)),
    // `resetOptions` would apply here too.
    onSuccess: () => form.reset(undefined, { keepDirtyValues: false }),
  });
  const isWaiting = useRetryAfter(error).left > 0;

  // `onError` shows the failure.
  const sendValid = form.handleSubmit((entered) => mutateAsync(entered).catch(() => {}));

  /** Password managers and other extensions may fill in a field without an event. */
  function readFields(element: HTMLFormElement) {
    const shown = new FormData(element);
    for (const name of fields) {
      const value = shown.get(name);
      if (typeof value === "string" && value !== form.getValues(name))
        form.setValue(name, value as PathValue<Values, Path<Values>>);
    }
  }

  const fieldErrorOf = (name: Path<Values>) =>
    form.getFieldState(name, form.formState).error?.message;
  return {
    /** The props of the input with that name. */
    field: (name: Path<Values>) => ({
      ...form.register(name, rules[name]),
      error: fieldErrorOf(name),
    }),
    /** The errors of the fields, in the order of the form. */
    fieldErrors: fields.flatMap((name) => {
      const message = fieldErrorOf(name);
      return message === undefined ? [] : { message, focus: () => form.setFocus(name) };
    }),
    submit(event: SyntheticEvent<HTMLFormElement>) {
      event.preventDefault();
      if (isSubmitting.current || isWaiting) return;
      isSubmitting.current = true;
      readFields(event.currentTarget);
      void sendValid(event)
        .catch(setError)
        .finally(() => (isSubmitting.current = false));
    },
    error,
    isSending: isPending,
    isWaiting,
    /** The values of the last successful submit. */
    sent: isSuccess ? variables : null,
  };
}

/** The part of the state that every form shows, whatever its fields. */
export type ServerFormState = Pick<
  ReturnType<typeof useServerForm>,
  "fieldErrors" | "submit" | "error" | "isSending" | "isWaiting"
>;

/** The props that an input gets from its form. */
export type ServerFormField = ReturnType<ReturnType<typeof useServerForm>["field"]>;
