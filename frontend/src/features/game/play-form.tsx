"use client";

import { Button, NumberInput, Stack } from "@mantine/core";
import { type SyntheticEvent, useEffect, useMemo, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import type { Rules } from "@/shared/api/types";
import { deferredResolver } from "@/shared/ui/deferred-resolver";
import { placeProblem } from "@/shared/ui/form-problem";
import { PlayProblem } from "./play-problem";
import { usePlay } from "./use-play";

interface Fields {
  number: number | string;
}

export function PlayForm({ rules }: { rules: Rules }) {
  const { play, isPlaying } = usePlay();
  const [problem, setProblem] = useState<unknown>(null);
  const resolver = useMemo(
    () => deferredResolver(async () => (await import("./number-resolver")).numberResolver(rules)),
    [rules],
  );
  useEffect(() => resolver.preload(), [resolver]);
  const { control, handleSubmit, setError, setFocus, formState } = useForm<
    Fields,
    unknown,
    { number: number }
  >({ resolver: resolver.resolve, defaultValues: { number: "" } });

  // Back to the field after each play, with the number selected: typing replaces it, Enter repeats it.
  useEffect(() => {
    if (!isPlaying && formState.isSubmitted) setFocus("number", { shouldSelect: true });
  }, [isPlaying, formState.isSubmitted, setFocus]);

  const playValid = handleSubmit(({ number }) => {
    setProblem(null);
    play(number, (failure) => {
      setProblem(placeProblem<Fields>(failure, ["number"], setError));
    });
  });
  const submit = (event?: SyntheticEvent) => void playValid(event).catch(setProblem);

  return (
    <form onSubmit={submit} noValidate aria-label="Play a number">
      <Stack gap="md">
        <Controller
          control={control}
          name="number"
          render={({ field, fieldState }) => (
            <NumberInput
              {...field}
              label="Your number"
              description={`A whole number from ${String(rules.range.min)} to ${String(rules.range.max)}`}
              size="lg"
              allowDecimal={false}
              clampBehavior="none"
              min={rules.range.min}
              max={rules.range.max}
              inputMode="numeric"
              autoComplete="off"
              error={fieldState.error?.message}
            />
          )}
        />
        <Button type="submit" size="lg" fullWidth loading={isPlaying}>
          Play
        </Button>
        <PlayProblem problem={problem} onRetry={() => submit()} />
      </Stack>
    </form>
  );
}
