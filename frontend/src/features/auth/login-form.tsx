"use client";

import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { answerOf } from "@/shared/api/client";
import { useServices } from "@/shared/runtime/services-context";
import { deferredResolver } from "@/shared/ui/deferred-resolver";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { TextLink } from "@/shared/ui/text-link";
import { useServerForm } from "@/shared/ui/use-server-form";
import { SignOutNote } from "./sign-out-note";
import { useSignIn } from "./use-sign-in";

const resolver = deferredResolver(async () => (await import("./credentials")).loginResolver);

export function LoginForm() {
  const { visitor } = useServices();
  const signIn = useSignIn();
  const { register, errors, submit, problem, isSending } = useServerForm({
    resolver,
    defaultValues: { email: "", password: "" },
    fields: ["email", "password"],
    send: async (values) => {
      const body = { ...values, client: "browser" as const };
      signIn(await answerOf(visitor.POST("/auth/api/login/", { body })));
    },
  });

  return (
    <form onSubmit={submit} noValidate aria-label="Log in">
      <Stack>
        <div>
          <PageHeading>Log in</PageHeading>
          <SignOutNote />
        </div>
        {problem !== null && <ProblemAlert problem={problem} />}
        <TextInput
          size="md"
          label="E-mail"
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...register("email")}
        />
        <PasswordInput
          size="md"
          label="Password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register("password")}
        />
        <Button type="submit" size="md" loading={isSending}>
          Log in
        </Button>
        <Text size="sm">
          New here? <TextLink href="/register">Register</TextLink>
        </Text>
      </Stack>
    </form>
  );
}
