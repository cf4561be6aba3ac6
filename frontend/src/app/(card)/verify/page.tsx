import type { Metadata } from "next";
import { Verification } from "@/features/email-verification/verification";

export const metadata: Metadata = { title: "Verify your address" };

export default function Page() {
  return <Verification />;
}
