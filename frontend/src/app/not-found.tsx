import type { Metadata } from "next";
import { PlainMessage } from "@/shared/ui/feedback/plain-message";
import * as text from "@/messages/app";
import * as linkText from "@/messages/links";

export const metadata: Metadata = { title: text.notFound };

export default function NotFound() {
  return (
    <PlainMessage sign="404" title={text.notFound}>
      <p>{text.nothingHere}</p>
      {/* A full load starts over. */}
      <a href="/play">{linkText.goToGame}</a>
    </PlainMessage>
  );
}
