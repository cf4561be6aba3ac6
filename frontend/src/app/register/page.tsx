import type { Metadata } from "next";
import { RegisterForm } from "@/features/auth/register-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";
import { PageFrame } from "@/shared/ui/page-frame";

export const metadata: Metadata = { title: "Register" };

export default function Page() {
  return (
    <PageFrame width="form">
      <VisitorsOnly>
        <RegisterForm />
      </VisitorsOnly>
    </PageFrame>
  );
}
