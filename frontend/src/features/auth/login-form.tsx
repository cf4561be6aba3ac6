"use client";

import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as sharedText from "@/messages/shared";
import * as text from "@/messages/sign-in";
import { CookieNote } from "./cookie-note";
import { leadingTo } from "./destination";
import { LogInSteps } from "./log-in-steps";
import { SignOutNote } from "./sign-out-note";
import { useDestination } from "./use-destination";

export function LoginForm() {
  const next = useDestination();
  return (
    <div className="stack-small">
      <div>
        <PageHeading>{sharedText.signIn}</PageHeading>
        <SignOutNote />
      </div>
      <CookieNote />
      <LogInSteps />
      <div className="row apart">
        <p className="small">
          {text.newHere}{" "}
          <TextLink href={leadingTo("/register", next)}>{sharedText.register}</TextLink>
        </p>
        <p className="small">
          <TextLink href="/forgot">{text.forgot}</TextLink>
        </p>
      </div>
    </div>
  );
}
