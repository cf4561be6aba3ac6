import type { Metadata } from "next";
import { LoginForm } from "@/features/auth/login-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";
import { PageFrame } from "@/shared/ui/page-frame";

export const metadata: Metadata = { title: "Log in" };

export default function Page() {
  return (
    <PageFrame width="form">
      <VisitorsOnly>
        <LoginForm />
      </VisitorsOnly>
    </PageFrame>
  );
}
