import type { Metadata } from "next";
import { safeDestination } from "@/features/auth/destination";
import { LoginForm } from "@/features/auth/login-form";
import { VisitorsOnly } from "@/features/auth/visitors-only";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.signIn };

export default async function Page({ searchParams }: PageProps<"/login">) {
  const next = safeDestination((await searchParams)["next"]);
  return (
    <VisitorsOnly next={next}>
      <LoginForm next={next} />
    </VisitorsOnly>
  );
}
