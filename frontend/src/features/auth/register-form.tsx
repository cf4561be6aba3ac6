"use client";

import { Stack, Text } from "@mantine/core";
import { answerOf } from "@numberplay/client/api/client";
import { EmailField, UsernameField } from "@/shared/forms/fields";
import { PasswordField } from "@/shared/forms/password-field";
import { ServerForm } from "@/shared/forms/server-form";
import { filledEmail, filledPassword, filledUsername } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as sharedText from "@/messages/shared";
import * as text from "@/messages/sign-in";
import { CookieNote } from "./cookie-note";
import { leadingTo } from "./destination";
import { useDestination } from "./use-destination";
import { useSignIn } from "./use-sign-in";

export function RegisterForm() {
  const next = useDestination();
  const { visitor, refreshToken } = useServices();
  const signIn = useSignIn();
  const form = useServerForm({
    values: { username: "", email: "", password: "" },
    rules: { username: filledUsername, email: filledEmail, password: filledPassword },
    send: async (values) => {
      const body = { ...values, ...refreshToken.kind };
      signIn(await answerOf(visitor.POST("/auth/api/register/", { body })));
    },
  });
  return (
    <Stack>
      <PageHeading>{sharedText.register}</PageHeading>
      <CookieNote />
      <ServerForm form={form} label={sharedText.register} action={sharedText.register}>
        <UsernameField field={form.field("username")} />
        <EmailField field={form.field("email")} />
        <PasswordField kind="new" field={form.field("password")} />
      </ServerForm>
      <Text size="sm">
        {text.alreadyPlayer}{" "}
        <TextLink href={leadingTo("/login", next)}>{sharedText.signIn}</TextLink>
      </Text>
    </Stack>
  );
}
