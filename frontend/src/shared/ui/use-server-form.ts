"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { DeferredResolver } from "./deferred-resolver";
import { placeProblem } from "./form-problem";

interface ServerFormParts<Values extends FieldValues> {
  resolver: DeferredResolver<Values, Values>;
  defaultValues: DefaultValues<Values>;
  fields: readonly Path<Values>[];
  send: (values: Values) => Promise<void>;
}

/** A form that the backend judges: what it refuses stands at the fields, `problem` is the rest. */
export function useServerForm<Values extends FieldValues>(parts: ServerFormParts<Values>) {
  const { resolver, defaultValues, fields, send } = parts;
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<Values, unknown, Values>({ resolver: resolver.resolve, defaultValues });
  const { mutate, isPending } = useMutation({
    mutationFn: send,
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(placeProblem(error, fields, form.setError)),
  });
  useEffect(() => resolver.preload(), [resolver]);

  const sendValid = form.handleSubmit((values) => mutate(values));
  return {
    register: form.register,
    errors: form.formState.errors,
    submit: (event: React.SyntheticEvent) => void sendValid(event).catch(setProblem),
    problem,
    isSending: isPending,
  };
}
