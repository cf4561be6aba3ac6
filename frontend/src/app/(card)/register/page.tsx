import type { Metadata } from "next";
import { safeDestination } from "@/features/auth/destination";
import { RegisterForm } from "@/features/auth/register-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.register };

export default async function Page({ searchParams }: PageProps<"/register">) {
  const next = safeDestination((await searchParams)["next"]);
  return (
    <VisitorsOnly next={next}>
      <RegisterForm next={next} />
    </VisitorsOnly>
  );
}
