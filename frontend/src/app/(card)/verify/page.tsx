import type { Metadata } from "next";
import { Verification } from "@/features/auth/verification";

export const metadata: Metadata = { title: "Verify your address" };

export default function Page() {
  return <Verification />;
}
