import type { Metadata } from "next";
import { ResetForm } from "@/features/password-reset/reset-form";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.newPassword };

export default function Page() {
  return <ResetForm />;
}
