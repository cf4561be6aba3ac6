"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  useForm,
} from "react-hook-form";
import type { DeferredResolver } from "./deferred-resolver";
import { placeProblem } from "./form-problem";
import { useWait } from "@/shared/lib/use-wait";

interface ServerFormParts<Values extends FieldValues> {
  resolver: DeferredResolver<Values, Values>;
  /** What the fields begin with, and show again after they were sent. */
  values: Values;
  fields: readonly Path<Values>[];
  send: (values: Values) => Promise<void>;
}

/** A form that the backend judges: what it refuses stands at the fields, `problem` is the rest. */
export function useServerForm<Values extends FieldValues>(parts: ServerFormParts<Values>) {
  const { resolver, values, fields, send } = parts;
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<Values, unknown, Values>({
    resolver: resolver.resolve,
    defaultValues: values as DefaultValues<Values>,
    values,
    // What was typed before the page had loaded its scripts stays.
    resetOptions: { keepDirtyValues: true },
  });
  const isSubmitting = useRef(false);
  const { mutateAsync, isPending, isSuccess, variables } = useMutation({
    mutationFn: send,
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(placeProblem(error, fields, form.setError)),
    // `resetOptions` would apply here too.
    onSuccess: () => form.reset(undefined, { keepDirtyValues: false }),
  });
  const isWaiting = useWait(problem).left > 0;
  useEffect(() => resolver.preload(), [resolver]);

  // What fails is shown by `onError`.
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

  const refusalOf = (name: Path<Values>) => form.getFieldState(name, form.formState).error?.message;
  return {
    /** What the input of that name needs. */
    field: (name: Path<Values>) => ({ ...form.register(name), error: refusalOf(name) }),
    /** The refused fields, in the order of the form. */
    refused: fields.flatMap((name) => {
      const message = refusalOf(name);
      return message === undefined ? [] : { message, focus: () => form.setFocus(name) };
    }),
    submit(event: SyntheticEvent<HTMLFormElement>) {
      event.preventDefault();
      if (isSubmitting.current || isWaiting) return;
      isSubmitting.current = true;
      readFields(event.currentTarget);
      void sendValid(event)
        .catch(setProblem)
        .finally(() => (isSubmitting.current = false));
    },
    problem,
    isSending: isPending,
    isWaiting,
    /** What was sent last, and taken. */
    sent: isSuccess ? variables : null,
  };
}

/** What every such form shows of itself, whatever its fields are. */
export type ServerFormState = Pick<
  ReturnType<typeof useServerForm>,
  "refused" | "submit" | "problem" | "isSending" | "isWaiting"
>;

/** What an input gets from its form. */
export type ServerFormField = ReturnType<ReturnType<typeof useServerForm>["field"]>;
