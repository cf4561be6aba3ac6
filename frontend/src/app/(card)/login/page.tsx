import type { Metadata } from "next";
import { LoginForm } from "@/features/auth/login-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.signIn };

export default function Page() {
  return (
    <VisitorsOnly>
      <LoginForm />
    </VisitorsOnly>
  );
}
