"use client";

import type { FocusEvent } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { EmailField, UsernameField } from "@/shared/forms/fields";
import { PasswordField } from "@/shared/forms/password-field";
import { ServerForm } from "@/shared/forms/server-form";
import { filledEmail, filledPassword, filledUsername } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import type { Language } from "@/entities/preferences/language-cookie";
import { language } from "@/shared/lib/language";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as sharedText from "@/messages/shared";
import * as text from "@/messages/sign-in";
import { CookieNote } from "./cookie-note";
import { leadingTo } from "./destination";
import { PasswordVerdict, usePasswordCheck } from "./password-check";
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
      const body = { ...values, ...refreshToken.kind, language: language as Language };
      signIn(await answerOf(visitor.POST("/auth/api/register/", { body })));
    },
  });
  const { check, forget, verdict } = usePasswordCheck();
  const password = form.field("password");
  return (
    <div className="stack-small">
      <PageHeading>{sharedText.register}</PageHeading>
      <CookieNote />
      <ServerForm form={form} label={sharedText.register} action={sharedText.register}>
        <div
          className="stack-small"
          role="presentation"
          onInput={forget}
          onBlur={(event) => isLeft(event) && check(entered(event))}
        >
          <UsernameField field={form.field("username")} />
          <EmailField field={form.field("email")} />
          <PasswordField
            kind="new"
            field={password}
            note={<PasswordVerdict verdict={password.error === undefined ? verdict : null} />}
          />
        </div>
      </ServerForm>
      <p className="small">
        {text.alreadyPlayer}{" "}
        <TextLink href={leadingTo("/login", next)}>{sharedText.signIn}</TextLink>
      </p>
    </div>
  );
}

/** Skips the check if the focus moves to the submit button, because submitting checks the password anyway. */
const isLeft = ({ relatedTarget }: FocusEvent) =>
  !(relatedTarget instanceof HTMLButtonElement && relatedTarget.type === "submit");

function entered({ currentTarget }: FocusEvent<HTMLElement>) {
  const valueOf = (name: string) =>
    currentTarget.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? "";
  return { username: valueOf("username"), email: valueOf("email"), password: valueOf("password") };
}
