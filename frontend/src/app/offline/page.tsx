import type { Metadata } from "next";
import { PlainMessage } from "@/shared/ui/feedback/plain-message";
import * as text from "@/messages/offline";
import { Reload } from "./reload";

export const metadata: Metadata = { title: text.title, robots: { index: false } };

/** What the service worker shows in place of a page that it doesn't have. */
export default function Page() {
  return (
    <PlainMessage title={text.title}>
      <p>{text.hint}</p>
      <Reload />
    </PlainMessage>
  );
}
