"use client";

import { useMutation } from "@tanstack/react-query";
import { type ChangeEvent, type SyntheticEvent, useRef, useState } from "react";
import { fieldErrorText } from "@/shared/lib/error-text";
import { useFieldMessages } from "./use-field-messages";
import { useRetryAfter } from "@/shared/lib/use-retry-after";

interface FieldRule {
  /** The message for an empty field. */
  required: string;
  /** Converts the input to the value that is sent. */
  setValueAs?: (typed: string) => string;
}

interface ServerFormOptions<Values extends Record<string, string>> {
  /** The initial values, which are restored after a successful submission. */
  values: Values;
  /** The rule of each field, in the order of the form. */
  rules: Record<keyof Values, FieldRule>;
  send: (values: Values) => Promise<void>;
}

/**
 * A form that the backend validates. Field errors are shown at their fields, and `error` is any other error.
 *
 * The browser holds the values, which are read on submission: password managers and other extensions fill in fields
 * without firing an event, and input from before the scripts had loaded is kept.
 */
export function useServerForm<Values extends Record<string, string>>(
  options: ServerFormOptions<Values>,
) {
  const { values, rules, send } = options;
  type Name = keyof Values & string;
  const names = Object.keys(rules) as Name[];
  const form = useRef<HTMLFormElement>(null);
  const isSubmitting = useRef(false);
  const [error, setError] = useState<unknown>(null);
  const { messages, errors, show, recheck } = useFieldMessages(form, names);
  const { mutateAsync, isPending, isSuccess, variables } = useMutation({
    mutationFn: send,
    onMutate: () => setError(null),
    // Errors that don't belong to a field are shown for the form as a whole.
    onError: (refusal) => {
      if (!show((name) => fieldErrorText(refusal, name))) setError(refusal);
    },
    onSuccess: () => form.current?.reset(),
  });
  const isWaiting = useRetryAfter(error).left > 0;
  const missing = (name: Name, value: string) => (value === "" ? rules[name].required : null);

  async function sendIfValid(element: HTMLFormElement) {
    const shown = new FormData(element);
    const entered = names.map((name) => [name, valueOf(shown.get(name), rules[name])]);
    const values = Object.fromEntries(entered) as Values;
    // `onError` shows the failure.
    if (!show((name) => missing(name, values[name] ?? "")))
      await mutateAsync(values).catch(() => {});
  }

  return {
    /** Returns the props of the input with that name. */
    field: (name: Name) => ({
      name,
      defaultValue: values[name],
      error: messages[name],
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) =>
        recheck(name, missing(name, target.value)),
    }),
    /** The errors of the fields, in the order of the form. */
    fieldErrors: errors,
    submit(event: SyntheticEvent<HTMLFormElement>) {
      event.preventDefault();
      form.current = event.currentTarget;
      if (isSubmitting.current || isWaiting) return;
      isSubmitting.current = true;
      void sendIfValid(event.currentTarget).finally(() => (isSubmitting.current = false));
    },
    error,
    isSending: isPending,
    isWaiting,
    /** The values of the last successful submission. */
    sent: isSuccess ? variables : null,
  };
}

function valueOf(entered: FormDataEntryValue | null, { setValueAs }: FieldRule): string {
  const typed = typeof entered === "string" ? entered : "";
  return setValueAs?.(typed) ?? typed;
}

/** The part of the state that is the same for all forms. */
export type ServerFormState = Pick<
  ReturnType<typeof useServerForm>,
  "fieldErrors" | "submit" | "error" | "isSending" | "isWaiting"
>;

/** The props that an input gets from its form. */
export type ServerFormField = ReturnType<ReturnType<typeof useServerForm>["field"]>;
