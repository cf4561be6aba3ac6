import type { Metadata } from "next";
import { ForgotForm } from "@/features/password-reset/forgot-form";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.forgot };

export default function Page() {
  return <ForgotForm />;
}
