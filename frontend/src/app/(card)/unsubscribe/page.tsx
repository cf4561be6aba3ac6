import type { Metadata } from "next";
import { Unsubscribe } from "@/features/subscriptions/unsubscribe";
import * as text from "@/messages/pages";

export const metadata: Metadata = { title: text.unsubscribe };

export default function Page() {
  return <Unsubscribe />;
}
