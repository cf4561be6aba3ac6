"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import Link from "next/link";
import { answerOf } from "@/shared/api/client";
import { useServices } from "@/shared/runtime/services-context";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { useServerForm } from "@/shared/ui/use-server-form";
import { loginSchema } from "./credentials";
import { SignOutNote } from "./sign-out-note";
import { useSignIn } from "./use-sign-in";

export function LoginForm() {
  const { visitor } = useServices();
  const signIn = useSignIn();
  const { register, errors, submit, problem, isSending } = useServerForm({
    resolver: zodResolver(loginSchema),
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
        <PageHeading>Log in</PageHeading>
        <SignOutNote />
        {problem !== null && <ProblemAlert problem={problem} />}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...register("email")}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register("password")}
        />
        <Button type="submit" size="md" loading={isSending}>
          Log in
        </Button>
        <Text size="sm">
          New here?{" "}
          <Anchor component={Link} href="/register" underline="always">
            Register
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
