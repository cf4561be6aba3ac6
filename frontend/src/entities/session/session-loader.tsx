"use client";

import "@mantine/core/styles/Center.css";
import { Center, Loader } from "@mantine/core";

/** Shown in place of a page until its content is known. */
export function SessionLoader() {
  return (
    <Center mih="50vh">
      <Loader type="dots" aria-label="Looking for your session" role="status" />
    </Center>
  );
}
