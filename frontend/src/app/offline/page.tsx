import type { Metadata } from "next";
import { PlainMessage } from "@/shared/ui/feedback/plain-message";
import * as text from "@/messages/offline";
import { Reload } from "./reload";

export const metadata: Metadata = { title: text.title, robots: { index: false } };

/** The page that the service worker shows in place of one that it hasn't cached. */
export default function Page() {
  return (
    <PlainMessage title={text.title}>
      <p>{text.hint}</p>
      <Reload />
    </PlainMessage>
  );
}
