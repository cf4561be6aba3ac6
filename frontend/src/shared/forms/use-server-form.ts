"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useRef, useState } from "react";
import { fieldErrorText } from "@/shared/lib/error-text";
import { useRetryAfter } from "@/shared/lib/use-retry-after";

interface FieldRule {
  /** The message for an empty field. */
  required: string;
  /** Converts what was typed to what is sent. */
  sentAs?: (typed: string) => string;
}

type Named<Name extends string, Value> = Record<Name, Value>;

interface ServerFormOptions<Name extends string> {
  /** The initial values, which the fields show again after a successful submit. */
  values: Named<Name, string>;
  /** The rule of each field, in the order of the form. */
  rules: Named<Name, FieldRule>;
  send: (values: Named<Name, string>) => Promise<void>;
}

/**
 * A form that the backend validates. Its errors are shown at their fields; `error` is any other. The fields keep their own values,
 * which are read when the form is submitted: password managers and other extensions may fill them in without an event.
 */
export function useServerForm<Name extends string>(options: ServerFormOptions<Name>) {
  const { values, rules, send } = options;
  const names = Object.keys(rules) as Name[];
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<Partial<Named<Name, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const isSubmitting = useRef(false);
  const focus = (name: Name) => inputOf(form.current, name)?.focus();

  /** Shows the errors at their fields, the first of which gets the focus. Returns whether there are any. */
  function refuse(messageOf: (name: Name) => string | null): boolean {
    const messages = names.flatMap((name) => {
      const message = messageOf(name);
      return message === null ? [] : [[name, message] as const];
    });
    setRefused(Object.fromEntries(messages) as typeof refused);
    if (messages[0] !== undefined) focus(messages[0][0]);
    return messages.length > 0;
  }

  const { mutateAsync, isPending, isSuccess, variables } = useMutation({
    mutationFn: send,
    onMutate: () => setError(null),
    onError: (error) => setError(refuse((name) => fieldErrorText(error, name)) ? null : error),
    onSuccess: () => form.current?.reset(),
  });
  const isWaiting = useRetryAfter(error).left > 0;

  async function sendFilled() {
    const read = ([name, { sentAs = asTyped }]: [string, FieldRule]) =>
      [name, sentAs(inputOf(form.current, name)?.value ?? "")] as const;
    const filled = Object.fromEntries(Object.entries<FieldRule>(rules).map(read));
    if (refuse((name) => (filled[name] === "" ? rules[name].required : null))) return;
    // `onError` shows the failure.
    await mutateAsync(filled as Named<Name, string>).catch(() => {});
  }

  return {
    /** The props of the input with that name. */
    field: (name: Name) => ({
      name,
      defaultValue: values[name],
      error: refused[name],
      onChange: () => {
        if (refused[name] !== undefined) setRefused({ ...refused, [name]: undefined });
      },
    }),
    /** The errors of the fields, in the order of the form. */
    fieldErrors: names.flatMap((name) => {
      const message = refused[name];
      return message === undefined ? [] : { message, focus: () => focus(name) };
    }),
    submit(event: SyntheticEvent<HTMLFormElement>) {
      event.preventDefault();
      if (isSubmitting.current || isWaiting) return;
      isSubmitting.current = true;
      form.current = event.currentTarget;
      void sendFilled()
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

const asTyped = (typed: string) => typed;

function inputOf(form: HTMLFormElement | null, name: string): HTMLInputElement | null {
  const input = form?.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input : null;
}

/** The part of the state that every form shows, whatever its fields. */
export type ServerFormState = Pick<
  ReturnType<typeof useServerForm>,
  "fieldErrors" | "submit" | "error" | "isSending" | "isWaiting"
>;

/** The props that an input gets from its form. */
export type ServerFormField = ReturnType<ReturnType<typeof useServerForm>["field"]>;
