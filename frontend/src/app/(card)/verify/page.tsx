import type { Metadata } from "next";
import { Verification } from "@/features/email-verification/verification";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.verify };

export default function Page() {
  return <Verification />;
}
