import type { Metadata } from "next";
import { RegisterForm } from "@/features/auth/register-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.register };

export default function Page() {
  return (
    <VisitorsOnly>
      <RegisterForm />
    </VisitorsOnly>
  );
}
