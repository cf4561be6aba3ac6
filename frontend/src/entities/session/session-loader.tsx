"use client";

import "@mantine/core/styles/Center.css";
import { Center, Loader } from "@mantine/core";
import * as text from "@/messages/session";

/** Shown in place of a page until its content is known. */
export function SessionLoader() {
  return (
    <Center mih="50vh">
      <Loader type="dots" aria-label={text.loadingSession} role="status" />
    </Center>
  );
}
