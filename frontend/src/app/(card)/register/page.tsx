import type { Metadata } from "next";
import { RegisterForm } from "@/features/auth/register-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";

export const metadata: Metadata = { title: "Register" };

export default function Page() {
  return (
    <VisitorsOnly>
      <RegisterForm />
    </VisitorsOnly>
  );
}
