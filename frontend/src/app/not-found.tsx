import type { Metadata } from "next";
import { PlainMessage } from "@/shared/ui/feedback/plain-message";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <PlainMessage title="Page not found">
      <p>There is nothing at this address.</p>
      {/* A full load starts over. */}
      <a href="/play">Go to the game</a>
    </PlainMessage>
  );
}
