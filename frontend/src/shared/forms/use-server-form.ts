"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { DeferredResolver } from "@/shared/ui/deferred-resolver";
import { placeProblem } from "@/shared/ui/form-problem";
import { useWait } from "@/shared/ui/use-wait";

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
  });
  const { mutate, isPending, isSuccess, variables } = useMutation({
    mutationFn: send,
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(placeProblem(error, fields, form.setError)),
    onSuccess: () => form.reset(),
  });
  const isWaiting = useWait(problem).left > 0;
  useEffect(() => resolver.preload(), [resolver]);

  const sendValid = form.handleSubmit((entered) => mutate(entered));
  const refusalOf = (name: Path<Values>) => form.getFieldState(name, form.formState).error?.message;
  return {
    /** What the input of that name needs. */
    field: (name: Path<Values>) => ({ ...form.register(name), error: refusalOf(name) }),
    /** The refused fields, in the order of the form. */
    refused: fields.flatMap((name) => {
      const message = refusalOf(name);
      return message === undefined ? [] : { message, focus: () => form.setFocus(name) };
    }),
    submit(event: SyntheticEvent) {
      event.preventDefault();
      if (!isPending && !isWaiting) void sendValid(event).catch(setProblem);
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
