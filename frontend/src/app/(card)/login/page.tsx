import type { Metadata } from "next";
import { LoginForm } from "@/features/auth/login-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";

export const metadata: Metadata = { title: "Log in" };

export default function Page() {
  return (
    <VisitorsOnly>
      <LoginForm />
    </VisitorsOnly>
  );
}
