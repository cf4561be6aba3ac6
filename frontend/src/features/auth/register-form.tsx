"use client";

import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { answerOf } from "@/shared/api/client";
import { useServices } from "@/shared/runtime/services-context";
import { deferredResolver } from "@/shared/ui/deferred-resolver";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { TextLink } from "@/shared/ui/text-link";
import { useServerForm } from "@/shared/ui/use-server-form";
import { useSignIn } from "./use-sign-in";

const resolver = deferredResolver(async () => (await import("./credentials")).registerResolver);

export function RegisterForm() {
  const { visitor } = useServices();
  const signIn = useSignIn();
  const { register, errors, submit, problem, isSending } = useServerForm({
    resolver,
    defaultValues: { username: "", email: "", password: "" },
    fields: ["username", "email", "password"],
    send: async (values) => {
      const body = { ...values, client: "browser" as const };
      signIn(await answerOf(visitor.POST("/auth/api/register/", { body })));
    },
  });

  return (
    <form onSubmit={submit} noValidate aria-label="Register">
      <Stack>
        <PageHeading>Register</PageHeading>
        {problem !== null && <ProblemAlert problem={problem} />}
        <TextInput
          size="md"
          label="Username"
          autoComplete="nickname"
          error={errors.username?.message}
          {...register("username")}
        />
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
          autoComplete="new-password"
          error={errors.password?.message}
          {...register("password")}
        />
        <Button type="submit" size="md" loading={isSending}>
          Register
        </Button>
        <Text size="sm">
          Already a player? <TextLink href="/login">Log in</TextLink>
        </Text>
      </Stack>
    </form>
  );
}
